package io.ropewalk.core.wait;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs something under the flight recorder. */
final class Recorded {
    private Recorded() {}

    /** The events of one kind that were recorded while {@code action} ran. */
    static List<RecordedEvent> events(String name, long thresholdMillis, Runnable action) {
        try (Recording recording = new Recording()) {
            recording
                    .enable(name)
                    .withThreshold(Duration.ofMillis(thresholdMillis))
                    .withStackTrace();
            recording.start();
            action.run();
            recording.stop();
            Path file = Files.createTempFile("ropewalk", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals(name))
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
