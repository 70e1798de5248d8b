package io.ropewalk.testkit;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits for the participants of a round and raises the alarm when they get stuck or die. */
final class StormWatch {
    private static final long LOOK_MILLIS = 100;

    private final StormRound round;
    private final Map<StormParticipant, Thread> threads = new LinkedHashMap<>();
    private long lastProgress = -1;
    private long lastChange = System.nanoTime();

    StormWatch(StormRound round) {
        this.round = round;
    }

    void add(StormParticipant participant, Thread thread) {
        threads.put(participant, thread);
    }

    /**
     * Waits until they have ended.
     *
     * @param interrupting whether they have to be interrupted for that
     */
    void join(List<Thread> those, boolean interrupting) {
        for (Thread thread : those) {
            while (thread.isAlive()) {
                if (interrupting) {
                    interruptWorkers();
                }
                try {
                    thread.join(interrupting ? 1 : LOOK_MILLIS);
                } catch (InterruptedException e) {
                    throw giveUp("the storm itself was interrupted", e);
                }
                look();
            }
        }
        look();
    }

    private void interruptWorkers() {
        threads.forEach((participant, thread) -> {
            if (participant.isAtWork()) {
                thread.interrupt();
            }
        });
    }

    private void look() {
        long progress = 0;
        for (StormParticipant participant : threads.keySet()) {
            Throwable failure = participant.failure();
            if (failure != null) {
                throw giveUp(participant + " died of " + failure, failure);
            }
            progress += participant.progress();
        }
        long now = System.nanoTime();
        if (progress != lastProgress) {
            lastProgress = progress;
            lastChange = now;
        } else if (now - lastChange > round.options.patience().toNanos()) {
            throw giveUp("no progress for " + round.options.patience() + dump(), null);
        }
    }

    private AssertionError giveUp(String message, @Nullable Throwable cause) {
        round.abandon();
        threads.values().forEach(Thread::interrupt);
        return new AssertionError(message, cause);
    }

    private String dump() {
        StringBuilder text = new StringBuilder("\n" + round.channel);
        try {
            text.append('\n').append(round.channel.stats());
        } catch (RuntimeException e) {
            text.append("\nstats() threw ").append(e);
        }
        text.append(ropewalkDump());
        threads.forEach((participant, thread) -> append(text, thread, thread.getStackTrace()));
        Thread.getAllStackTraces()
                .forEach((thread, stack) -> {
                    if (!threads.containsValue(thread)) {
                        append(text, thread, stack);
                    }
                });
        return text.toString();
    }

    private static void append(StringBuilder text, Thread thread, StackTraceElement[] stack) {
        text.append("\n\n").append(thread.getName()).append(' ').append(thread.getState());
        Arrays.stream(stack).forEach(frame -> text.append("\n    at ").append(frame));
    }

    /** The library's own report, from the release on that has one. */
    private static String ropewalkDump() {
        try {
            Class<?> type = Class.forName("io.ropewalk.core.Ropewalk");
            return "\n" + type.getMethod("dump").invoke(null);
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            return "";
        } catch (InvocationTargetException e) {
            return "\nRopewalk.dump() threw " + e.getCause();
        }
    }
}
