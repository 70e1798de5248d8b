package io.ropewalk.queues;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.HBClock;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.kotlinx.lincheck.util.VoidResult;
import org.jetbrains.lincheck.datastructures.verifier.CachedVerifier;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Verifies that a history is linearizable when the operations that promise less than to happen at
 * once are taken for several, one after the other.
 *
 * <ul>
 *   <li>{@code sendAtOnce}, {@code receiveAtOnce}: one step that moves as many items as it said.
 *       (How many those are is not promised: peers may be between claim and publication.)
 *   <li>{@code sendEach}, {@code receiveEach}: a step for each item that was moved.
 *   <li>{@code cancelAndDrain}: a close, then a receipt of each undelivered item, then of the end.
 *   <li>{@code closeInSteps}: first no more items are accepted, then receivers get the end.
 *   <li>{@code cancelInSteps}: what is there goes, then all is over. (The sender's item in flight
 *       may still find the room that this made.)
 *   <li>A batch that moved nothing is a single send or receipt that did not; all else is itself.
 * </ul>
 */
@SuppressWarnings("exports") // for Lincheck, on the class path
public final class Unfolding extends CachedVerifier {
    /*
     * A result's clock says for each thread how many of its operations had ended when this one began.
     * Unfolded, the steps of one operation follow each other in their thread; all bear the clock of
     * the operation, counted in steps.
     */
    private final LinearizabilityVerifier verifier;

    /** Called by Lincheck. */
    public Unfolding(Class<?> specification) {
        verifier = new LinearizabilityVerifier(specification);
    }

    private record Step(Actor actor, LincheckResult result) {}

    @Override
    public boolean verifyResultsImpl(ExecutionScenario scenario, ExecutionResult results) {
        if (!scenario.getInitExecution().isEmpty() || !scenario.getPostExecution().isEmpty()) {
            throw new IllegalArgumentException("only the parallel part is unfolded");
        }
        int threads = scenario.getNThreads();
        List<List<Actor>> actors = new ArrayList<>();
        List<List<ResultWithClock>> stepResults = new ArrayList<>();
        int[][] stepsBefore = new int[threads][];
        for (int thread = 0; thread < threads; thread++) {
            stepsBefore[thread] = stepsBefore(scenario, results, thread);
        }
        for (int thread = 0; thread < threads; thread++) {
            List<Actor> ofThread = new ArrayList<>();
            List<ResultWithClock> resultsOfThread = new ArrayList<>();
            List<ResultWithClock> given = results.getParallelResultsWithClock().get(thread);
            for (int i = 0; i < given.size(); i++) {
                int[] clock = given.get(i).getClockOnStart().getClock().clone();
                for (int t = 0; t < threads; t++) {
                    clock[t] = stepsBefore[t][clock[t]];
                }
                for (Step step : steps(scenario, results, thread, i)) {
                    ofThread.add(step.actor);
                    resultsOfThread.add(new ResultWithClock(step.result, new HBClock(clock)));
                }
            }
            actors.add(ofThread);
            stepResults.add(resultsOfThread);
        }
        return verifier.verifyResults(
                new ExecutionScenario(List.of(), actors, List.of(), null),
                new ExecutionResult(List.of(), stepResults, List.of()));
    }

    private static int[] stepsBefore(
            ExecutionScenario scenario, ExecutionResult results, int thread) {
        int operations = scenario.getParallelExecution().get(thread).size();
        int[] before = new int[operations + 1];
        for (int i = 0; i < operations; i++) {
            before[i + 1] = before[i] + steps(scenario, results, thread, i).size();
        }
        return before;
    }

    private static List<Step> steps(
            ExecutionScenario scenario, ExecutionResult results, int thread, int i) {
        Actor actor = scenario.getParallelExecution().get(thread).get(i);
        LincheckResult result =
                results.getParallelResultsWithClock().get(thread).get(i).getResult();
        long answer =
                result instanceof ValueResult value && value.getValue() instanceof Number number
                        ? number.longValue()
                        : 0;
        List<Object> given = actor.getArguments();
        return switch (actor.getMethod().getName()) {
            case "sendAtOnce" ->
                    answer <= 0
                            ? List.of(sent(given.get(0), (int) answer))
                            : List.of(
                                    step(
                                            "send",
                                            new ValueResult((int) answer),
                                            (int) answer,
                                            given.get(0),
                                            given.get(1)));
            case "sendEach" ->
                    answer == 2
                            ? List.of(sent(given.get(0), 1), sent(given.get(1), 1))
                            : List.of(sent(given.get(0), (int) answer));
            case "receiveAtOnce" ->
                    answer <= 0
                            ? List.of(received((int) answer))
                            : List.of(
                                    step(
                                            "receive",
                                            new ValueResult(answer),
                                            BufferModel.items(answer).length));
            case "receiveEach" ->
                    answer <= 0 ? List.of(received((int) answer)) : receivedEach(answer);
            case "cancelAndDrain" -> {
                List<Step> steps = new ArrayList<>();
                steps.add(step("close", VoidResult.INSTANCE));
                steps.addAll(receivedEach(answer));
                steps.add(received(BufferModel.CLOSED));
                yield steps;
            }
            case "closeInSteps" ->
                    List.of(step("refuse", VoidResult.INSTANCE), step("seal", VoidResult.INSTANCE));
            case "cancelInSteps" ->
                    List.of(
                            step("discard", VoidResult.INSTANCE),
                            step("cancel", VoidResult.INSTANCE));
            default -> List.of(new Step(actor, result));
        };
    }

    private static List<Step> receivedEach(long items) {
        return Arrays.stream(BufferModel.items(items)).mapToObj(Unfolding::received).toList();
    }

    private static Step received(int answer) {
        return step("tryReceive", new ValueResult(answer));
    }

    private static Step sent(Object item, int answer) {
        return step("trySend", new ValueResult(answer), item);
    }

    private static Step step(String name, LincheckResult result, Object... arguments) {
        Method method =
                Arrays.stream(BufferSpecification.class.getMethods())
                        .filter(m -> m.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
        return new Step(new Actor(method, List.of(arguments)), result);
    }
}
