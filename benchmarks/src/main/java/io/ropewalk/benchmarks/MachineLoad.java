package io.ropewalk.benchmarks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the machine did besides our work while a fork ran: time that the hypervisor gave to others,
 * and time that other processes used. Both as a share of all processors. Zero where nobody tells.
 *
 * @param steal the hypervisor's
 * @param outside the other processes'
 */
record MachineLoad(double steal, double outside) {
    private static final Path MACHINE = Path.of("/proc/stat");
    private static final Path SELF = Path.of("/proc/self/stat");

    /**
     * Ticks of the clock so far.
     *
     * @param all of all processors, idle or not
     * @param busy in which they did anything
     * @param steal in which the hypervisor had taken them away
     * @param own in which this process or one that it started and that has ended was busy
     */
    record Ticks(long all, long busy, long steal, long own) {

        /** Now, or null where there is no such count. */
        static @Nullable Ticks now() {
            try {
                return parse(Files.readAllLines(MACHINE).getFirst(), Files.readString(SELF));
            } catch (IOException e) {
                return null;
            }
        }

        /** Reads the first line of the machine's count and this process's. */
        static Ticks parse(String machine, String self) {
            // cpu user nice system idle iowait irq softirq steal
            long[] t =
                    Arrays.stream(machine.trim().split(" +"))
                            .skip(1)
                            .mapToLong(Long::parseLong)
                            .toArray();
            long idle = t[3] + t[4];
            long busy = t[0] + t[1] + t[2] + t[5] + t[6];
            // after the name: 12th to 15th field are user, system, and the same of ended children
            String[] fields = self.substring(self.lastIndexOf(')') + 2).split(" ", -1);
            long own = 0;
            for (int i = 11; i < 15; i++) {
                own += Long.parseLong(fields[i]);
            }
            return new Ticks(idle + busy + t[7], busy, t[7], own);
        }
    }

    /** The load between two moments. */
    static MachineLoad between(@Nullable Ticks before, @Nullable Ticks after) {
        if (before == null || after == null || after.all() == before.all()) {
            return new MachineLoad(0, 0);
        }
        double all = after.all() - before.all();
        long busy = after.busy() - before.busy();
        long own = after.own() - before.own();
        return new MachineLoad(
                (after.steal() - before.steal()) / all, Math.max(0, busy - own) / all);
    }
}
