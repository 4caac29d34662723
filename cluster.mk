# Several centrals over one replicated log, with brokers of its own. Included by the Makefile.

.PHONY: cluster-run torture-cluster

cluster-run: $(BUILT) ## one draw on 3 brokers and 3 centrals of this machine, with BETS=DIR, KILL=central or KILL=broker
	@$(call need,jdk maven)mvn -q -B -ntp package -pl class-data,kafka-store,cluster -am -Dmaven.test.skip -Dspotless.check.skip \
	  -Dcheckstyle.skip
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -jar cluster/target/cluster.jar

torture-cluster: ## draws on them under an adversary, with ROUNDS= SEED= BETS=
	@$(call need,jdk maven)$(call only,ClusterTortureTest) -Dtorture.cluster=true -Dtorture.rounds=$(or $(ROUNDS),50) \
	  -Dtorture.seed=$(or $(SEED),$(shell date +%s)) -Dtorture.bets=$(or $(BETS),10000) \
	  -Djunit.jupiter.execution.timeout.mode=disabled
