package io.ropewalk.examples.contention;

import io.ropewalk.examples.Crew;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Rounds;
import io.ropewalk.examples.Rounds.Contender;
import io.ropewalk.examples.StopWatch;

import java.util.ArrayList;
import java.util.List;

/** Threads that do nothing but count, with three counters in turns. */
final class Counters {
    private static final int LOCKED = 0;
    private static final int ATOMIC = 1;
    static final List<String> NAMES = List.of("synchronized", "AtomicLong", "LongAdder");

    private final int counts;
    private boolean complete = true;

    Counters(int counts) {
        this.counts = counts;
    }

    Figures measure(int[] threads, int warmUps, int rounds, Progress progress) throws Exception {
        Figures figures =
                new Figures("n threads count", "count", NAMES, threads, counts, 1_000_000);
        for (int i = 0; i < threads.length; i++) {
            int column = i;
            int n = threads[i];
            List<Contender> contenders = new ArrayList<>();
            for (int k = 0; k < NAMES.size(); k++) {
                int who = k;
                contenders.add(() -> {
                    StopWatch watch = new StopWatch(n);
                    run(counter(who), n, watch);
                    figures.ran(who, column, watch.switches());
                    progress.step();
                    return watch.seconds();
                });
            }
            figures.measured(column, Rounds.measure(warmUps, rounds, contenders));
        }
        return figures;
    }

    private void run(Counter counter, int threads, StopWatch watch) throws Exception {
        Crew crew = Crew.stoppedByInterrupt();
        int share = counts / threads;
        int rest = counts % threads;
        for (int i = 0; i < threads; i++) {
            int times = share + (i < rest ? 1 : 0);
            crew.add("counting", watch.around(() -> counter.count(times)));
        }
        crew.run();
        complete &= counter.value() == counts;
    }

    private static Counter counter(int who) {
        return switch (who) {
            case LOCKED -> new Counter.Locked();
            case ATOMIC -> new Counter.Atomic();
            default -> new Counter.Striped();
        };
    }

    /** Whether in every run so far no count was lost. */
    boolean complete() {
        return complete;
    }
}
