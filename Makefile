# `make help` lists what can be done here.

PROGRAMS := coordinator worker viewer agency compose-gen
# What the build makes last, and anew each time.
BUILT := $(foreach program,coordinator worker viewer agency,$(program)/target/$(program).jsa)
# Folders too: they are newer when a file in them is gone.
SOURCES := $(shell find pom.xml bin/class-data class-data/pom.xml \
  $(foreach module,ipc $(PROGRAMS),$(module)/pom.xml $(module)/src/main))

# need TOOLS: make's own error is the only line then; a failing command would add to it.
need = $(eval missing := $$(shell bin/check-tools $(1)))$(if $(missing),$(error $(missing)))

.PHONY: build run certs test clean help
.PHONY: docker-image docker-compose-up docker-compose-down docker-compose-logs e2e e2e-page course-branches

build: $(BUILT) ## build the programs (the default)

run: $(BUILT) ## run one whole draw, with AGENCIES= BETS= PORT= WORKERS= WINDOW= BATCH=, with certificates if TLS=1, sealed if SEAL=1
	@$(call need,jdk)TLS=$(TLS) SEAL=$(SEAL) bin/run-draw

certs: ## make a development authority and certificates in .data/tls, for AGENCIES= agencies
	@bin/certs .data/tls $(or $(AGENCIES),5)

test: ## run all checks and tests
	@$(call need,jdk maven)mvn -B -ntp verify

# The images need BuildKit, which clients before 23 do not use unless told.
export DOCKER_BUILDKIT := 1

docker-image: ## build the images server and client
	docker build -f ./server/Dockerfile -t server:latest .
	docker build -f ./client/Dockerfile -t client:latest .

COMPOSE := docker compose -f docker-compose-dev.yaml

docker-compose-up: docker-image ## start what generar-compose.sh wrote: one server and its clients
	@bin/check-bets docker-compose-dev.yaml
	$(COMPOSE) up -d --remove-orphans

docker-compose-down: ## stop it, and delete its data, whatever the mode and the number of clients were
	$(COMPOSE) stop -t 10
	$(COMPOSE) down -v --remove-orphans
	@volumes=$$(docker volume ls -q --filter label=com.docker.compose.project=tp0); \
	  [ -z "$$volumes" ] || docker volume rm $$volumes

docker-compose-logs: ## follow its logs
	$(COMPOSE) logs -f

e2e: ## try images, scripts and exercises in real containers; ONLY='exercise 4' for some
	@tests/e2e/e2e.sh

e2e-page: $(BUILT) ## try the page in a real browser during a draw; SCREENSHOTS=1 renews docs/images
	@$(call need,jdk)SCREENSHOTS=$(SCREENSHOTS) tests/e2e-page/e2e-page.sh

course-branches: ## make ej1 to ej8 point at main, for the course's test suite
	@case $$(git symbolic-ref -q --short HEAD) in ej[1-8]) \
	  echo "course-branches: $$(git symbolic-ref --short HEAD) is checked out and cannot be moved: git checkout main" >&2; \
	  exit 2 ;; esac
	@for exercise in 1 2 3 4 5 6 7 8; do git branch -q -f ej$$exercise main || exit; done

clean: ## remove what was built; bets and draws stay in .data
	rm -rf target */target

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# One run of Maven makes all of them, which only a pattern rule can say to every make: % stands for the dot.
$(subst .jsa,%jsa,$(BUILT)): $(SOURCES)
	@$(call need,jdk maven)echo "Building $(PROGRAMS)"
	@mvn -q -B -ntp package -pl class-data,viewer,compose-gen -am -Dmaven.test.skip -Dspotless.check.skip -Dcheckstyle.skip

include torture.mk
include bench.mk
include cluster.mk
