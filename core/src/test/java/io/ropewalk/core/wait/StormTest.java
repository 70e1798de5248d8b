package io.ropewalk.core.wait;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Platform threads that wait, give up and are interrupted at random. */
@Timeout(240)
class StormTest {
    @Test
    void permitsSurviveAStorm() {
        new PermitStorm(Effort.STORM_OPERATIONS, Effort.SEED, StormTest::start).run();
    }

    @Test
    void itemsPassACellWhoseSleepersFence() {
        new CellStorm(false, Effort.STORM_OPERATIONS / 4, Effort.SEED, StormTest::start).run();
    }

    @Test
    void itemsPassACellWhosePublishersFence() {
        new CellStorm(true, Effort.STORM_OPERATIONS / 4, Effort.SEED, StormTest::start).run();
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(body, "storm");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
