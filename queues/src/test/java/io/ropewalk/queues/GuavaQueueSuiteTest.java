package io.ropewalk.queues;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;

import junit.framework.Test;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.Arrays;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;

/**
 * Guava's suite for queues, on the view of a removable buffer: with a fixed list of features and
 * without suppressions.
 *
 * <p>The suite is one of JUnit 3; its tests are handed to JUnit one by one.
 */
class GuavaQueueSuiteTest {
    @TestFactory
    Stream<DynamicNode> the_queue_of_a_removable_buffer_passes() {
        return nodesOf(
                QueueTestSuiteBuilder.using(new RemovableBuffers())
                        .named("removable")
                        .withFeatures(
                                CollectionFeature.GENERAL_PURPOSE,
                                CollectionFeature.KNOWN_ORDER,
                                CollectionFeature.ALLOWS_NULL_QUERIES,
                                CollectionSize.ANY)
                        .createTestSuite());
    }

    @TestFactory
    Stream<DynamicNode> the_queue_of_a_removable_unbounded_buffer_passes() {
        return nodesOf(
                QueueTestSuiteBuilder.using(new UnboundedBuffers())
                        .named("unbounded")
                        .withFeatures(
                                CollectionFeature.GENERAL_PURPOSE,
                                CollectionFeature.KNOWN_ORDER,
                                CollectionFeature.ALLOWS_NULL_QUERIES,
                                CollectionSize.ANY)
                        .createTestSuite());
    }

    private static final class UnboundedBuffers extends TestStringQueueGenerator {
        @Override
        protected Queue<String> create(String[] elements) {
            BlockingQueue<String> queue =
                    UnboundedBuffer.<String>builder().removable().build().asBlockingQueue();
            queue.addAll(Arrays.asList(elements));
            return queue;
        }
    }

    private static final class RemovableBuffers extends TestStringQueueGenerator {
        @Override
        protected Queue<String> create(String[] elements) {
            BlockingQueue<String> queue =
                    BoundedBuffer.<String>builder(1_000).removable().build().asBlockingQueue();
            queue.addAll(Arrays.asList(elements));
            return queue;
        }
    }

    private static Stream<DynamicNode> nodesOf(TestSuite suite) {
        return Collections.list(suite.tests()).stream().map(GuavaQueueSuiteTest::node);
    }

    private static DynamicNode node(Test test) {
        return test instanceof TestSuite suite
                ? DynamicContainer.dynamicContainer(suite.getName(), nodesOf(suite))
                : DynamicTest.dynamicTest(test.toString(), () -> run(test));
    }

    private static void run(Test test) throws Throwable {
        TestResult result = new TestResult();
        test.run(result);
        for (TestFailure problem : Collections.list(result.errors())) {
            throw problem.thrownException();
        }
        for (TestFailure problem : Collections.list(result.failures())) {
            throw problem.thrownException();
        }
    }
}
