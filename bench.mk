# What the processes take, beside what the machine can do. Included by the Makefile.

.PHONY: bench jmh

bench_java = "$${JAVA_HOME:+$$JAVA_HOME/bin/}java"

# The programs too: they are what is measured.
define bench_jar
@$(call need,jdk maven)mvn -q -B -ntp package -pl bench -am -Dmaven.test.skip -Dspotless.check.skip -Dcheckstyle.skip
endef

bench: ## measure draws and floors, write docs/benchmarks.md; with BETS=DIR REPEAT= ONLY=x1,latency
	$(bench_jar)
	@$(bench_java) -jar bench/target/bench.jar

jmh: ## measure what reads a bet, with ONLY=BetRecord for some
	$(bench_jar)
	@$(bench_java) -cp bench/target/bench.jar org.openjdk.jmh.Main $(ONLY)
