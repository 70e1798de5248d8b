package io.ropewalk.examples.diamond;

import java.nio.charset.Charset;
import java.util.zip.CRC32C;

/** Stands for another machine: it takes the lines in order and keeps a checksum of them all. */
class Replica {
    private final CRC32C checksum = new CRC32C();
    private final Charset charset;
    private long count;

    Replica(Charset charset) {
        this.charset = charset;
    }

    void take(Entry entry) {
        checksum.update((entry.line + "\n").getBytes(charset));
        count++;
        entry.replicaCount = count;
    }

    long checksum() {
        return checksum.getValue();
    }
}
