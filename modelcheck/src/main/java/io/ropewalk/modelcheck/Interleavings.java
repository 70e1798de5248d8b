package io.ropewalk.modelcheck;

import org.jetbrains.lincheck.Lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a small world of threads under Lincheck's model checker, each time with another
 * interleaving.
 *
 * @param <W> what the threads share
 */
public final class Interleavings<W> {
    /*
     * Lincheck 3.7 places no switch at an object that it takes for thread-local, and it does not see
     * an object escape through a lambda's capture (invokedynamic) or through a class of the JDK. A
     * race on such an object passes in silence. What a static field of ours has held is known to be
     * shared, and so is everything stored into it later: hence the world goes through SHARED, and
     * the threads are of our own class. It transforms a class where transformed code creates an
     * object of it, and cannot transform what a constructor reference compiles to: hence
     * `() -> new World()`, never `World::new`. A method of an object that it does not know, such as
     * one in a field of an enum constant, stays as it is, and so does all that is first created in
     * there, down to the parks, which then hang: hence the block can reach one world that is there
     * before it starts. Its parks return for no reason now and then, so only
     * a sleeper that insists on its signal can show that one was lost. LincheckCanaryTest of core fails
     * when any of this stops to work.
     *
     * It transforms the classes of all objects that the block can reach. ArrayList is one that it
     * uses itself: a run took four times as long while the block captured one. Hence Run.
     */
    @SuppressWarnings({"unused", "FieldCanBeLocal"}) // storing into it is its use
    private static volatile Object shared;

    private final Supplier<W> world;
    private final List<Consumer<W>> strands = new ArrayList<>();
    private Consumer<W> verdict = w -> {};

    private Interleavings(Supplier<W> world) {
        this.world = world;
    }

    /**
     * Each run starts with a new world.
     *
     * @param world a lambda, not a constructor reference
     */
    public static <W> Interleavings<W> of(Supplier<W> world) {
        return new Interleavings<>(world);
    }

    /** Adds a thread. An exception or an error in it fails the check. */
    public Interleavings<W> strand(Consumer<W> body) {
        strands.add(body);
        return this;
    }

    /** What must hold when all threads are done. */
    public Interleavings<W> then(Consumer<W> verdict) {
        this.verdict = verdict;
        return this;
    }

    /**
     * Explores interleavings.
     *
     * @throws AssertionError with the interleaving in which a thread or the verdict failed, or all
     *     threads hung
     */
    public void check(int invocations) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array does not know W
        Consumer<W>[] bodies = strands.toArray(new Consumer[0]);
        Lincheck.runConcurrentTest(invocations, new Run<>(world, bodies, verdict, world.get()));
    }

    /** One run of the world. Holds and uses no collection: Lincheck would transform its class. */
    private static final class Run<W> implements Runnable {
        private final Supplier<W> world;
        private final Consumer<W>[] bodies;
        private final Consumer<W> verdict;

        @SuppressWarnings({"unused", "FieldCanBeLocal"}) // see above
        private final W example;

        Run(Supplier<W> world, Consumer<W>[] bodies, Consumer<W> verdict, W example) {
            this.world = world;
            this.bodies = bodies;
            this.verdict = verdict;
            this.example = example;
        }

        @Override
        public void run() {
            W w = world.get();
            shared = w;
            Actor<?>[] actors = new Actor<?>[bodies.length];
            for (int i = 0; i < bodies.length; i++) {
                actors[i] = new Actor<>(w, bodies[i]);
            }
            for (Actor<?> actor : actors) {
                actor.start();
            }
            for (Actor<?> actor : actors) {
                join(actor);
                if (actor.failure != null) {
                    throw new AssertionError(actor.failure.toString(), actor.failure);
                }
            }
            verdict.accept(w);
        }

        /** Through the static type Thread: Lincheck does not know the join of a subclass. */
        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final class Actor<W> extends Thread {
        private final W world;
        private final Consumer<W> body;
        private volatile Throwable failure;

        Actor(W world, Consumer<W> body) {
            this.world = world;
            this.body = body;
        }

        @Override
        public void run() {
            try {
                body.accept(world);
            } catch (Throwable e) {
                failure = e;
            }
        }
    }
}
