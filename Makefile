# What a person types: make demo, make test, make install.
# Everything else is for those who change Metadex.

PREFIX ?= /usr/local
SWIFT ?= swift
RELEASE = -c release --static-swift-stdlib
BINARY = .build/release/metadex

.PHONY: demo test build install uninstall lint format bench clean requirements

demo: build ## Build, then run the main job on the files in Examples/
	@sh Examples/demo.sh $(BINARY)

test: ## Install what is missing, build, run all tests
	@sh .ci/requirements test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build: requirements ## The release binary, with the Swift standard library inside
	$(SWIFT) build $(RELEASE) --product metadex

install: build ## One binary and shell completions below PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/metadex
	strip $(DESTDIR)$(PREFIX)/bin/metadex
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BINARY) completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/metadex
	$(BINARY) completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_metadex
	$(BINARY) completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/metadex.fish
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/metadex"

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/metadex \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/metadex \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_metadex \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/metadex.fish

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Plugins Sources Tests

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Plugins Sources Tests

bench: build ## Time and memory of validate on generated files, see Benchmarks/
	sh Benchmarks/validate.sh $(BINARY)

clean:
	rm -rf .build

requirements:
	@sh .ci/requirements
