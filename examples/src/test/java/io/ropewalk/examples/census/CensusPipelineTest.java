package io.ropewalk.examples.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.examples.ClassFiles;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class CensusPipelineTest {
    private static List<Path> files;
    private static Census expected;

    @BeforeAll
    static void countWithOneThread() throws Exception {
        files = ClassFiles.ofModule("java.logging");
        expected = Census.byOneThread(files, ClassFacts::read, () -> {});
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 1024", "2, 1", "2, 16", "4, 3"})
    void countsTheSameAsOneThread(int workers, int capacity) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        CensusPipeline pipeline =
                new CensusPipeline(workers, capacity, ClassFacts::read, seen::incrementAndGet);
        assertThat(pipeline.run(files)).isEqualTo(expected);
        assertThat(seen).hasValue(files.size());
        assertDelivered(pipeline.pathStats(), files.size());
        assertDelivered(pipeline.factStats(), files.size());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 16", "4, 3"})
    void overQueuesItCountsTheSame(int workers, int capacity) throws Exception {
        QueuePipeline pipeline = new QueuePipeline(workers, capacity, ClassFacts::read, () -> {});
        assertThat(pipeline.run(files)).isEqualTo(expected);
    }

    @Test
    void countsNothingInNoFiles() throws Exception {
        CensusPipeline pipeline = new CensusPipeline(2, 4, ClassFacts::read, () -> {});
        assertThat(pipeline.run(List.of()).total()).isEqualTo(Totals.ZERO);
    }

    /** With little room: the source waits for room, or parsers for the aggregator, as it fails. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 4, 20", "4, 1, 50", "2, 1024, 1"})
    void endsWithTheFailureOfAParser(int workers, int capacity, int failAt) {
        IOException failure = new IOException("unreadable");
        CensusPipeline pipeline =
                new CensusPipeline(workers, capacity, failingAt(failAt, failure), () -> {});
        assertThatThrownBy(() -> pipeline.run(files))
                .isSameAs(failure)
                .hasNoSuppressedExceptions(); // the others ended because of it, and say so
        assertNothingLost(pipeline.pathStats());
        assertNothingLost(pipeline.factStats());
    }

    @Test
    void endsWithTheFailureOfTheSource() {
        RuntimeException failure = new IllegalStateException("no more paths");
        List<Path> broken =
                new AbstractList<>() {
                    @Override
                    public Path get(int index) {
                        if (index == 30) {
                            throw failure;
                        }
                        return files.get(index);
                    }

                    @Override
                    public int size() {
                        return files.size();
                    }
                };
        CensusPipeline pipeline = new CensusPipeline(2, 4, ClassFacts::read, () -> {});
        assertThatThrownBy(() -> pipeline.run(broken)).isSameAs(failure);
    }

    @Test
    void endsWithTheFailureOfTheAggregator() {
        RuntimeException failure = new IllegalStateException("cannot count");
        Runnable failing =
                () -> {
                    throw failure;
                };
        CensusPipeline pipeline = new CensusPipeline(2, 4, ClassFacts::read, failing);
        assertThatThrownBy(() -> pipeline.run(files)).isSameAs(failure).hasNoSuppressedExceptions();
    }

    @Test
    void overQueuesItEndsWithTheFailureToo() {
        IOException failure = new IOException("unreadable");
        QueuePipeline pipeline = new QueuePipeline(2, 4, failingAt(20, failure), () -> {});
        assertThatThrownBy(() -> pipeline.run(files)).isSameAs(failure);
    }

    private static ClassParser failingAt(int number, IOException failure) {
        AtomicInteger calls = new AtomicInteger();
        return file -> {
            if (calls.incrementAndGet() == number) {
                throw failure;
            }
            return ClassFacts.read(file);
        };
    }

    private static void assertDelivered(ChannelStats stats, long count) {
        assertThat(stats.accepted()).isEqualTo(count);
        assertThat(stats.delivered()).isEqualTo(count);
        assertThat(stats.undelivered()).isZero();
    }

    private static void assertNothingLost(ChannelStats stats) {
        assertThat(stats.accepted()).isEqualTo(stats.delivered() + stats.undelivered());
        assertThat(stats.occupancy()).isZero();
    }
}
