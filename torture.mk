# The long forms of tests that are in every build as short ones, or not at all. Included by the Makefile.

.PHONY: torture kills ends sessions simulate mutants

# The one system test that is named, and no unit tests.
only = mvn -q -B -ntp verify -pl tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=$(1) \
  -Dspotless.check.skip -Dcheckstyle.skip

torture: ## draws under an adversary, with ROUNDS= SEED= BETS=, with certificates if TLS=1
	@$(call need,jdk maven)$(call only,'TortureTest#shouldKeepEveryPromise$(if $(TLS),WithCertificates,UnderAnAdversary)') -Dtorture.rounds=$(or $(ROUNDS),100) \
	  -Dtorture.seed=$(or $(SEED),$(shell date +%s)) -Dtorture.bets=$(or $(BETS),20000) \
	  -Djunit.jupiter.execution.timeout.mode=disabled

kills: ## one draw, everything in it killed KILLS= times, with SEED= and BETS= (a folder)
	@$(call need,jdk maven)$(call only,KillsTest) -Dkills.each=$(or $(KILLS),10) \
	  -Dkills.seed=$(or $(SEED),$(shell date +%s)) $(if $(BETS),-Dkills.bets=$(abspath $(BETS))) \
	  -Djunit.jupiter.execution.timeout.mode=disabled

ends: ## SIGTERM at random moments of ENDS= starts and draws, with SEED=
	@$(call need,jdk maven)$(call only,EndTest#shouldEndInOrderAtAnyMomentOfAStartOrADraw) \
	  -Dends=$(or $(ENDS),200) -Dends.seed=$(or $(SEED),$(shell date +%s)) \
	  -Djunit.jupiter.execution.timeout.mode=disabled

sessions: ## many sessions of agencies after which nothing may be left, with SESSIONS=
	@$(call need,jdk maven)$(call only,SupervisionTest#shouldKeepNothingOfSessionsThatAreOver) \
	  -Dsessions=$(or $(SESSIONS),100000) -Djunit.jupiter.execution.timeout.mode=disabled

simulate: ## the supervisor under an adversary with a fake clock, HISTORIES= SEED=, or one with HISTORY=
	@$(call need,jdk maven)mvn -q -B -ntp test -pl coordinator -am -Dtest=SupervisorSimulationTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip -Dcheckstyle.skip \
	  -Dsimulate.histories=$(or $(HISTORIES),100000) -Dsimulate.seed=$(or $(SEED),$(shell date +%s)) \
	  $(if $(HISTORY),-Dsimulate.history=$(HISTORY)) -Djunit.jupiter.execution.timeout.mode=disabled

mutants: ## break single lines on purpose: is each seen by its test?
	@$(call need,jdk maven)java tests/mutants/Mutants.java $(ONLY)
