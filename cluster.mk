# Several centrals over one replicated log, with brokers of its own. Included by the Makefile.

.PHONY: cluster-run

cluster-run: $(BUILT) ## one draw on 3 brokers and 3 centrals of this machine, with BETS=DIR, KILL=central or KILL=broker
	@$(call need,jdk maven)mvn -q -B -ntp package -pl kafka-store,cluster -am -Dmaven.test.skip -Dspotless.check.skip \
	  -Dcheckstyle.skip
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -jar cluster/target/cluster.jar
