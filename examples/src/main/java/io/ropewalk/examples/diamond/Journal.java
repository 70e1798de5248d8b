package io.ropewalk.examples.diamond;

import io.ropewalk.queues.ring.StageHandler;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes lines to a file and, at the end of each batch, down to the disk: a <i>group commit</i>.
 * The disk is asked once for many lines when there are many, and at once when there is only one.
 */
final class Journal implements StageHandler<Entry>, AutoCloseable {
    private final FileChannel file;
    private final OutputStream out;
    private final Charset charset;
    private long offset;
    private long commits;

    Journal(Path path, Charset charset) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(file));
        this.charset = charset;
    }

    @Override
    public void onItem(Entry entry, long sequence, boolean endOfBatch) throws IOException {
        byte[] bytes = (entry.line + "\n").getBytes(charset);
        out.write(bytes);
        entry.journalOffset = offset;
        offset += bytes.length;
    }

    /** Until this returns, no stage behind the journal sees any line of the batch. */
    @Override
    public void onBatchEnd(long end) throws IOException {
        out.flush();
        file.force(false);
        commits++;
    }

    long commits() {
        return commits;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
