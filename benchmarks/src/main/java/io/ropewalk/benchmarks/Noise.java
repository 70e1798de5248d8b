package io.ropewalk.benchmarks;

/**
 * What is too much to measure beside.
 *
 * @param steal the most that the hypervisor may take, as a share of all processors
 * @param outside the most that other processes may use
 */
record Noise(double steal, double outside) {
    static final Noise USUAL = new Noise(0.02, 0.08);

    boolean disturbs(MachineLoad load) {
        return load.steal() > steal || load.outside() > outside;
    }
}
