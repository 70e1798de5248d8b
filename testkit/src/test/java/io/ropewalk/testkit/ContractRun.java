package io.ropewalk.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.util.HashMap;
import java.util.Map;

/** Runs tests of a contract inside a test. */
final class ContractRun {
    private ContractRun() {}

    /** Runs the tests of a class whose names begin so: how each ended. */
    static Map<String, TestExecutionResult> of(Class<?> contract, String prefix) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(contract))
                        .filters(includeTests(prefix))
                        .build();
        Map<String, TestExecutionResult> results = new HashMap<>();
        LauncherFactory.create()
                .execute(
                        request,
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(
                                    TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    results.put(test.getUniqueId(), result);
                                }
                            }
                        });
        return results;
    }

    private static PostDiscoveryFilter includeTests(String prefix) {
        return test ->
                FilterResult.includedIf(!test.isTest() || test.getDisplayName().startsWith(prefix));
    }
}
