package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.queues.Step.Work;

import java.util.List;
import java.util.concurrent.Semaphore;

/** How the stages of a ring stand to one another. */
enum Steps {
    /** Three that each read all items, side by side. */
    FAN3 {
        @Override
        List<Step> steps(Semaphore done) {
            return List.of(
                    new Step(Work.READ, done),
                    new Step(Work.READ, done),
                    new Step(Work.READ, done));
        }
    },
    /** Three in a row. */
    SEQ3 {
        @Override
        List<Step> steps(Semaphore done) {
            Step first = new Step(Work.FIRST, done);
            Step second = new Step(Work.SECOND_FROM_FIRST, done, first);
            return List.of(first, second, new Step(Work.JOIN, done, second));
        }
    },
    /** Two side by side, and one behind both. */
    DIAMOND {
        @Override
        List<Step> steps(Semaphore done) {
            Step first = new Step(Work.FIRST, done);
            Step second = new Step(Work.SECOND, done);
            return List.of(first, second, new Step(Work.JOIN, done, first, second));
        }
    };

    /** New ones, each behind those that it follows. */
    abstract List<Step> steps(Semaphore done);
}
