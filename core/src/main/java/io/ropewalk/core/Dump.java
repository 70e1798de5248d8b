package io.ropewalk.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * A snapshot of everything that waits in a Ropewalk primitive. {@link #toString()} is for people,
 * {@link #toJson()} for programs. Immutable.
 *
 * @param sites what is waited for, in no order
 * @param deadlocks strands that wait for each other in a circle
 * @see Ropewalk#dump()
 */
public record Dump(List<Site> sites, List<Deadlock> deadlocks) {

    /** Copies the lists. */
    public Dump {
        sites = List.copyOf(sites);
        deadlocks = List.copyOf(deadlocks);
    }

    /**
     * One thing that is waited for, and those who wait for it.
     *
     * @param subject what it is
     * @param operation what the waiters do there, such as "receive"
     * @param owner the strand that must act for them to go on, or null where that is not one alone
     * @param waiting how many wait
     * @param waits the first of them, in order: at most 100
     */
    public record Site(
            String subject,
            String operation,
            @Nullable String owner,
            int waiting,
            List<Wait> waits) {
        /** Copies the list. */
        public Site {
            waits = List.copyOf(waits);
        }
    }

    /**
     * One wait.
     *
     * @param name the strand or callback
     * @param age how long it has waited
     */
    public record Wait(String name, Duration age) {}

    /**
     * A circle of strands.
     *
     * @param links each waits for the next, the last for the first
     */
    public record Deadlock(List<Link> links) {
        /** Copies the list. */
        public Deadlock {
            links = List.copyOf(links);
        }
    }

    /**
     * One strand of a circle.
     *
     * @param strand who waits
     * @param operation to do what
     * @param subject with what
     * @param owner who owns that
     */
    public record Link(String strand, String operation, String subject, String owner) {}

    /**
     * This dump as JSON: {@code {"sites": [{"subject", "operation", "owner", "waiting", "waits":
     * [{"name", "ageNanos"}]}], "deadlocks": [[{"strand", "operation", "subject", "owner"}]]}}.
     *
     * @return one line
     */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sites");
            for (Site site : sites) {
                write(site, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("deadlocks");
            for (Deadlock deadlock : deadlocks) {
                write(deadlock, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string", e);
        }
        return text.toString();
    }

    private static void write(Site site, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", site.subject);
        json.writeStringField("operation", site.operation);
        json.writeStringField("owner", site.owner);
        json.writeNumberField("waiting", site.waiting);
        json.writeArrayFieldStart("waits");
        for (Wait wait : site.waits) {
            json.writeStartObject();
            json.writeStringField("name", wait.name);
            json.writeNumberField("ageNanos", wait.age.toNanos());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Deadlock deadlock, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Link link : deadlock.links) {
            json.writeStartObject();
            json.writeStringField("strand", link.strand);
            json.writeStringField("operation", link.operation);
            json.writeStringField("subject", link.subject);
            json.writeStringField("owner", link.owner);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * This dump for people: the deadlocks, then each site with its waits.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Ropewalk: ");
        int waiting = sites.stream().mapToInt(Site::waiting).sum();
        text.append(waiting).append(" waiting at ").append(sites.size()).append(" sites, ");
        text.append(deadlocks.size()).append(" deadlocks\n");
        for (Deadlock deadlock : deadlocks) {
            text.append("\ndeadlock\n");
            for (Link link : deadlock.links) {
                text.append("    ").append(link.strand).append(" waits to ").append(link.operation);
                text.append(' ').append(link.subject).append(", owned by ").append(link.owner);
                text.append('\n');
            }
        }
        for (Site site : sites) {
            text.append('\n').append(site.operation).append(" on ").append(site.subject);
            if (site.owner != null) {
                text.append(", owned by ").append(site.owner);
            }
            text.append(": ").append(site.waiting).append(" waiting\n");
            for (Wait wait : site.waits) {
                text.append("    ").append(wait.name).append(", for ").append(inWords(wait.age));
                text.append('\n');
            }
            if (site.waits.size() < site.waiting) {
                text.append("    and ").append(site.waiting - site.waits.size()).append(" more\n");
            }
        }
        return text.toString();
    }

    private static String inWords(Duration age) {
        if (age.toMinutes() >= 2) {
            return age.toMinutes() + " min";
        }
        return age.toSeconds() >= 2 ? age.toSeconds() + " s" : age.toMillis() + " ms";
    }
}
