package com.example.consumer;

import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Counts words with one reader and two counters, and checks the count. */
public final class WordCount {
    private static final int REPEATS = 1_000;
    private static final String TEXT = "the strand and the rope and the walk";

    private WordCount() {}

    /**
     * Runs the count.
     *
     * @param args none
     * @throws Exception when a thread failed or the count is wrong
     */
    public static void main(String[] args) throws Exception {
        BoundedBuffer<String> words =
                BoundedBuffer.<String>builder(16).name("words").producers(Parties.ONE).build();
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();

        Thread[] counters = new Thread[2];
        for (int i = 0; i < counters.length; i++) {
            counters[i] =
                    new Thread(() -> {
                        for (String word : words) {
                            counts.merge(word, 1, Integer::sum);
                        }
                    });
            counters[i].setUncaughtExceptionHandler((thread, e) -> failure.set(e));
            counters[i].start();
        }
        try (words) {
            for (int i = 0; i < REPEATS; i++) {
                for (String word : TEXT.split(" ")) {
                    words.send(word);
                }
            }
        }
        for (Thread counter : counters) {
            counter.join();
        }

        Map<String, Integer> expected = new TreeMap<>();
        for (String word : TEXT.split(" ")) {
            expected.merge(word, REPEATS, Integer::sum);
        }
        System.out.println("Java " + Runtime.version().feature() + ": " + new TreeMap<>(counts));
        System.out.println(words.stats());
        if (failure.get() != null || !expected.equals(counts)) {
            throw new IllegalStateException("expected " + expected, failure.get());
        }
    }
}
