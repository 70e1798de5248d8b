package io.ropewalk.queues.ring;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.CloseEvent;
import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Outcome;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * The stages of one ring and what they have to do with each other: who waits for whom, who joins
 * and leaves, and the end.
 *
 * @param <E> what a slot holds
 */
final class Graph<E> {
    /*
     * Leaves: the stages behind which there is none. They are the gates of the producers or, when slots
     * are cleared, of Retirement, whose track is then the producers' only gate. A ring without stages has
     * the floor in their place: a track that stands still, where the last leaver stood, or at the first
     * sequence. So nothing is lost between two stages: producers wait when the ring is full.
     *
     * Changes are made under this object's monitor (short, no foreign code, nobody parks in it): `stages`
     * (replaced as a whole, volatile) and the gates.
     *   join    The new leaf takes the place of the stages that it comes after, and of the floor. It stands
     *           at first at an older least of the gates, then at a start that no producer can have
     *           overrun, the oldest item: the proof is in Gates. A stage that begins with the next item
     *           stands there too and passes what comes before its start unhandled. Else producers could
     *           overrun the stages before it, whose gate it has taken, or each other: what is claimed
     *           and not published lies before its start.
     *   leave   The stages that had no other behind them become leaves again; they stand further on.
     *           The leaver's tracks are finished only after that: a producer that waits there looks at the
     *           gates anew.
     * The floor is finished when it was replaced, for the same reason.
     *
     * The end. `ending` is set under the monitor, so that none joins after it; then the claims are closed,
     * then everybody is woken: whoever goes to sleep later reads, in the attempt before, that the claims
     * are closed. No stage is overlooked, for what joined before `ending` is in the list that is read after.
     */
    private record Ending(boolean cancelled, @Nullable Throwable cause) {}

    private static final Ending ENDED = new Ending(false, null);
    private static final Ending CANCELLED = new Ending(true, null);
    private static final Stage[] NONE = {};

    private final RingBufferBuilder<E> settings;
    private final RingBuffer<E> ring;
    private final Slots<E> slots;
    private final Tombstones tombstones;
    private final Gates leaves;
    private final @Nullable Retirement<E> retirement;
    private final Claims claims;
    private final OnePublisherWaitQueue done;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private volatile Stage[] stages = NONE;
    private volatile boolean started;

    // Guarded by this.
    private Track floor;
    private final List<StageFailedException> failed = new ArrayList<>();

    Graph(RingBufferBuilder<E> settings, RingBuffer<E> ring, Slots<E> slots) {
        this.settings = settings;
        this.ring = ring;
        this.slots = slots;
        long first = settings.firstSequence;
        tombstones = new Tombstones(settings.slots(), first);
        floor = floorAt(first);
        leaves = new Gates(floor);
        Gates room = leaves;
        Retirement<E> clearing = null;
        if (settings.clear != null) {
            clearing = new Retirement<>(slots, leaves, settings.clear, first, ring);
            room = new Gates(clearing.released());
        }
        retirement = clearing;
        claims =
                switch (settings.producers) {
                    case ONE -> new OneProducer(settings, ring, room, tombstones);
                    case MANY -> new ManyProducers(settings, ring, room, tombstones);
                };
        done = new OnePublisherWaitQueue(ring, "await the end", true);
    }

    private Track floorAt(long position) {
        return new Track(position, ring, publisherFences());
    }

    Claims claims() {
        return claims;
    }

    Tombstones tombstones() {
        return tombstones;
    }

    TimeSource timeSource() {
        return settings.timeSource;
    }

    String name() {
        return settings.name;
    }

    boolean publisherFences() {
        return settings.waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES;
    }

    List<Stage> stages() {
        return List.of(stages);
    }

    /** The oldest sequence that cannot be claimed again yet. */
    long released() {
        return claims.room.least();
    }

    long rescues() {
        Set<Track> tracks = new HashSet<>(List.of(claims.room.tracks()));
        for (Stage stage : stages) {
            tracks.addAll(List.of(stage.tracks()));
        }
        return claims.waiters().rescues()
                + tracks.stream().mapToLong(track -> track.waiters().rescues()).sum();
    }

    /** Called after each step of a stage's track. */
    void stageMoved() {
        if (retirement != null) {
            retirement.sweep();
        }
    }

    Stage add(StageBuilder<E> description, Start start) {
        Stage stage;
        Track left = null;
        synchronized (this) {
            if (ending.get() != null) {
                throw closed();
            }
            check(description);
            Track[] before = leaves.tracks();
            stage = staffed(description, leaves.least());
            Stage[] more = Arrays.copyOf(stages, stages.length + 1);
            more[more.length - 1] = stage;
            stages = more;
            leaves.replace(leafTracks());
            VarHandle.fullFence(); // the gate before where it starts: see Gates
            long oldest = Gates.least(before);
            long from = start == Start.NEXT ? claims.frontier() : oldest;
            stage.startAt(oldest, from);
            if (before[0] == floor) {
                left = floor;
            }
        }
        if (left != null) {
            left.finish();
        }
        stageMoved(); // from the older least to its start
        if (started) {
            startOrLeave(stage);
        }
        return stage;
    }

    private void startOrLeave(Stage stage) {
        try {
            stage.start();
        } catch (Throwable failure) { // of the thread factory
            leave(stage); // else producers would wait for it for ever
            throw failure;
        }
    }

    private void check(StageBuilder<E> description) {
        for (Stage stage : stages) {
            if (stage.name().equals(description.name)) {
                throw new IllegalArgumentException(
                        "the name " + description.name + " is taken by another stage of " + ring);
            }
        }
        for (Stage stage : description.after) {
            if (stage.graph() != this) {
                throw new IllegalArgumentException(
                        "stage " + stage.name() + " is not a stage of " + ring);
            }
            if (stage.isLeaving() || stage.isOver()) {
                throw new IllegalStateException("stage " + stage.name() + " has left or ended");
            }
        }
    }

    private Stage staffed(StageBuilder<E> description, long start) {
        Stage stage = new Stage(this, description, start);
        List<Upstream> upstreams = new ArrayList<>();
        for (Stage before : description.after) {
            upstreams.addAll(List.of(before.tracks()));
        }
        if (upstreams.isEmpty()) {
            upstreams.add(claims);
        }
        Upstream[] ahead = upstreams.toArray(new Upstream[0]);
        Track[] tracks = stage.tracks();
        int count = description.workers;
        boolean shares = tracks.length < count;
        Tickets tickets = shares ? new Tickets(stage, tracks[0], settings.slots(), count) : null;
        Worker<?>[] workers = new Worker<?>[count];
        for (int i = 0; i < count; i++) {
            Track track = tracks[shares ? 0 : i];
            Lookout lookout =
                    new Lookout(stage, ahead, settings.waitPolicy, claims.capacity, track::end);
            if (tickets != null) {
                workers[i] = new SharingWorker<>(stage, slots, description, lookout, tickets);
            } else if (description.key != null) {
                workers[i] = new PartitionWorker<>(stage, slots, description, lookout, track, i);
            } else {
                workers[i] = new SoloWorker<>(stage, slots, description, lookout, track);
            }
        }
        stage.staff(workers, tickets);
        return stage;
    }

    private Track[] leafTracks() {
        List<Track> tracks = new ArrayList<>();
        for (Stage stage : stages) {
            if (followersOf(stage).isEmpty()) {
                tracks.addAll(List.of(stage.tracks()));
            }
        }
        return tracks.toArray(new Track[0]);
    }

    private List<Stage> followersOf(Stage stage) {
        List<Stage> followers = new ArrayList<>();
        for (Stage other : stages) {
            if (other.after().contains(stage)) {
                followers.add(other);
            }
        }
        return followers;
    }

    void leave(Stage stage) {
        synchronized (this) {
            if (stage.isOver() || stage.isLeaving()) {
                return;
            }
            List<Stage> followers = followersOf(stage);
            if (!followers.isEmpty()) {
                throw new IllegalStateException(
                        "stage "
                                + stage.name()
                                + " cannot leave: behind it are "
                                + followers.stream().map(Stage::name).toList());
            }
            stage.markLeaving();
        }
        stage.wakeWorkers();
        stage.endUnstarted();
    }

    /** Called by the last worker of a stage. */
    void stageEnded(Stage stage) {
        boolean left = stage.isLeaving();
        if (left) {
            synchronized (this) {
                remove(stage);
            }
        } else if (!isClosed()) {
            close(false, stage.failure()); // it failed, and could not tell
        }
        stage.finish();
        done.wakeAll();
        if (left) {
            stageMoved(); // may clear for others, and be kept by that for a while
        }
    }

    private void remove(Stage leaver) {
        List<Stage> others = new ArrayList<>(List.of(stages));
        others.remove(leaver);
        stages = others.toArray(NONE);
        if (others.isEmpty()) {
            floor = floorAt(leaver.position());
            leaves.replace(new Track[] {floor});
        } else {
            leaves.replace(leafTracks());
        }
    }

    void stageFailed(StageFailedException failure) {
        try {
            synchronized (this) {
                failed.add(failure);
            }
        } finally { // memory may be short
            close(false, failure);
        }
    }

    void start() {
        Stage[] present;
        synchronized (this) { // what joins is ready to start once it has let go of the monitor
            started = true;
            present = stages;
        }
        Throwable failure = null;
        for (Stage stage : present) {
            try {
                stage.start();
            } catch (Throwable e) { // of its thread factory; the others shall run
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    void close(@Nullable Throwable cause) {
        close(false, cause);
    }

    void cancel() {
        close(true, null);
        for (Stage stage : stages) {
            stage.cancel();
        }
        wakeAll();
    }

    private void close(boolean cancel, @Nullable Throwable cause) {
        boolean news;
        synchronized (this) {
            Ending before = ending.get();
            news = before == null || (cancel && !before.cancelled);
            Throwable known = before == null ? null : before.cause;
            ending.set(
                    ending(
                            cancel || (before != null && before.cancelled),
                            known == null ? cause : known));
        }
        claims.close();
        wakeAll();
        if (news) {
            CloseEvent.emit(ring, cancel ? "cancel" : "close", cause);
        }
    }

    private static Ending ending(boolean cancelled, @Nullable Throwable cause) {
        try {
            return new Ending(cancelled, cause);
        } catch (OutOfMemoryError e) {
            return cancelled ? CANCELLED : ENDED; // the end must come about
        }
    }

    /** Everybody has a reason to look whether to go on. */
    void wakeAll() {
        claims.waiters().wakeAll();
        claims.wakeProducersInTurn();
        for (Track track : claims.room.tracks()) {
            track.waiters().wakeAll();
        }
        for (Stage stage : stages) {
            stage.wakeAll();
        }
        done.wakeAll();
    }

    ClosedException closed() {
        Ending how = ending.get();
        boolean cancelled = how != null && how.cancelled;
        return new ClosedException(
                ring + (cancelled ? " was cancelled" : " is closed"),
                how == null ? null : how.cause);
    }

    boolean isClosed() {
        return ending.get() != null;
    }

    private boolean isDone() {
        if (ending.get() == null) {
            return false;
        }
        for (Stage stage : stages) {
            if (!stage.isOver()) {
                return false;
            }
        }
        return true;
    }

    boolean awaitDone(Deadline deadline) throws InterruptedException {
        if (!await(this::isDone, deadline)) {
            return false;
        }
        StageFailedException failure = failure();
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    /** All failures in one new exception, with the stack of the caller. */
    private synchronized @Nullable StageFailedException failure() {
        if (failed.isEmpty()) {
            return null;
        }
        StageFailedException first = failed.get(0);
        StageFailedException all =
                new StageFailedException(
                        first.stage(), first.sequence(), Objects.requireNonNull(first.getCause()));
        for (Throwable further : first.getSuppressed()) {
            all.addSuppressed(further);
        }
        failed.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }

    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        return await(condition, Deadline.after(timeout, timeSource()));
    }

    private boolean await(BooleanSupplier condition, Deadline deadline)
            throws InterruptedException {
        refuseStages("wait for the end");
        if (Thread.interrupted()) {
            throw interrupted();
        }
        Outcome outcome =
                done.await(
                        () -> {
                            claims.sealIfAllowed(); // by the producer that a close waits for
                            return condition.getAsBoolean() ? Progress.DONE : Progress.NOT_YET;
                        },
                        deadline);
        if (outcome == Outcome.INTERRUPTED) {
            throw interrupted();
        }
        return outcome == Outcome.GRANTED;
    }

    private InterruptedException interrupted() {
        return new InterruptedException("interrupted in awaitDone on " + ring);
    }

    /** A stage that waits for what only it can bring about waits for ever. */
    void refuseStages(String what) {
        for (Stage stage : stages) {
            if (stage.hasCurrentThread()) {
                throw new IllegalStateException(
                        "a thread of " + stage + " must not " + what + " of its own ring");
            }
        }
    }

    @Override
    public String toString() {
        return ring.toString();
    }
}
