# `make help` lists what can be done here.

PROGRAMS := coordinator worker agency compose-gen
JARS := $(foreach program,$(PROGRAMS),$(program)/target/$(program).jar)
# Folders too: they are newer when a file in them is gone.
SOURCES := $(shell find pom.xml $(foreach module,ipc $(PROGRAMS),$(module)/pom.xml $(module)/src/main))

comma := ,
space := $() $()

# need TOOLS: make's own error is the only line then; a failing command would add to it.
need = $(eval missing := $$(shell bin/check-tools $(1)))$(if $(missing),$(error $(missing)))

.PHONY: build run test clean help

build: $(JARS) ## build the programs (the default)

run: $(JARS) ## run one whole draw, with AGENCIES= BETS= PORT= WORKERS= WINDOW= BATCH=
	@$(call need,jdk)bin/run-draw

test: ## run all checks and tests
	@$(call need,jdk maven)mvn -B -ntp verify

clean: ## remove what was built; bets and draws stay in .data
	rm -rf target */target

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# One run of Maven makes all of them, which only a pattern rule can say to every make: % stands for the dot.
$(subst .jar,%jar,$(JARS)): $(SOURCES)
	@$(call need,jdk maven)echo "Building $(PROGRAMS)"
	@mvn -q -B -ntp package -pl $(subst $(space),$(comma),$(PROGRAMS)) -am \
	  -Dmaven.test.skip -Dspotless.check.skip -Dcheckstyle.skip
	@touch $(JARS) # Maven leaves a jar alone that would not change
