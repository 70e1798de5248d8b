package io.ropewalk.examples.memory;

import io.ropewalk.examples.Crew;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.Deflater;

/**
 * A fast producer, which reads class files, and a slow consumer, which compresses them as well as
 * it can. Both do real work, and neither sleeps: the consumer needs some ten times as long.
 *
 * <p>For one run.
 */
final class Haul {
    private final Belt belt;
    private final long sampleMillis;
    private final boolean collect;
    private final Consumer<Sample> onSample;
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private long start; // set before the others start
    private long packetsIn; // by the producer; read after it has ended
    private long packetsOut; // by the consumer; likewise
    private long compressed;
    private long putNanos;
    private long producedNanos;

    /**
     * A moment.
     *
     * @param millis since the start
     * @param packets on the belt
     * @param waiting bytes of the packets on the belt
     * @param arrived bytes of the packets taken from it so far
     * @param heap bytes in use
     */
    record Sample(long millis, long packets, long waiting, long arrived, long heap) {}

    /**
     * What became of it.
     *
     * @param packetsIn packets put onto the belt
     * @param packetsOut packets taken from it
     * @param bytes of all packets that arrived
     * @param compressed how small they became together
     * @param producedMillis when the producer had put the last one
     * @param putMillis how much of that it spent at the belt
     * @param millis when all was over
     */
    record Outcome(
            long packetsIn,
            long packetsOut,
            long bytes,
            long compressed,
            long producedMillis,
            long putMillis,
            long millis) {}

    /**
     * Prepares a run.
     *
     * @param belt between the two
     * @param sampleMillis how often to look at the memory
     * @param collect whether to let Java collect its garbage first, so that what is in use is what
     *     is needed
     * @param onSample takes what was seen, in a thread of its own
     */
    Haul(Belt belt, long sampleMillis, boolean collect, Consumer<Sample> onSample) {
        this.belt = belt;
        this.sampleMillis = sampleMillis;
        this.collect = collect;
        this.onSample = onSample;
    }

    Outcome run(List<Path> files) throws Exception {
        collectGarbage();
        start = System.nanoTime(); // the first collection is none of its work
        look();
        Thread sampler = Thread.ofPlatform().daemon().name("sampler").start(this::keepSampling);
        Crew crew = Crew.stoppedByInterrupt();
        crew.add("producer", () -> produce(files));
        crew.add("consumer", this::consume);
        crew.run();
        over.set(true);
        sampler.interrupt();
        sampler.join();
        sample();
        return new Outcome(
                packetsIn,
                packetsOut,
                bytesOut.get(),
                compressed,
                producedNanos / 1_000_000,
                putNanos / 1_000_000,
                millis());
    }

    private void produce(List<Path> files) throws IOException, InterruptedException {
        for (Path file : files) {
            byte[] packet = Files.readAllBytes(file);
            long before = System.nanoTime();
            belt.put(packet);
            putNanos += System.nanoTime() - before;
            packetsIn++;
            bytesIn.addAndGet(packet.length);
        }
        producedNanos = System.nanoTime() - start;
        belt.end();
    }

    private void consume() throws InterruptedException {
        byte[] room = new byte[1 << 16];
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            for (byte[] packet = belt.take(); packet != null; packet = belt.take()) {
                packetsOut++;
                bytesOut.addAndGet(packet.length);
                deflater.reset();
                deflater.setInput(packet);
                deflater.finish();
                while (!deflater.finished()) {
                    compressed += deflater.deflate(room);
                }
            }
        }
    }

    private void keepSampling() {
        try {
            while (!over.get()) {
                Thread.sleep(sampleMillis);
                sample();
            }
        } catch (InterruptedException e) {
            // it is over
        }
    }

    private void sample() {
        collectGarbage();
        look();
    }

    private void collectGarbage() {
        if (collect) {
            System.gc();
        }
    }

    private void look() {
        Runtime java = Runtime.getRuntime();
        long heap = java.totalMemory() - java.freeMemory();
        long arrived = bytesOut.get();
        long waiting = Math.max(0, bytesIn.get() - arrived); // may arrive before it is counted in
        onSample.accept(new Sample(millis(), belt.size(), waiting, arrived, heap));
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
