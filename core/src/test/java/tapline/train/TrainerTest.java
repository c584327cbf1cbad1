package tapline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tapline.nn.Dropout;
import tapline.nn.Sequential;
import tapline.tensor.Compute;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

class TrainerTest {
    private static final List<Windows> PARTS =
            Windows.of(SmallNet.series(600), 48, 5).stride(7).split(0.7, 0.3);

    /// A training of its own, with all that has a state.
    private static final class Run {
        private final SmallNet net = new SmallNet(6, 1);
        private final List<Map<String, Tensor>> checkpoints = new ArrayList<>();
        private final Optimizer optimizer = AdamW.of(net.parameters()).lr(1e-2).build();
        private final TrainerBuilder builder = Trainer.of(net, SmallNet::meanSquare, optimizer)
                .epochs(6)
                .batchSize(16)
                .seed(-5)
                .clipNorm(0.5)
                .generator(new Generator(99))
                .stepScheduler(LRScheduler.of(optimizer, OneCycleLR.of(2e-2, 40)))
                .epochScheduler(ReduceLROnPlateau.of(optimizer))
                .checkpoints(checkpoints::add);

        TrainingHistory fit() {
            return builder.build().fit(PARTS.get(0), PARTS.get(1));
        }
    }

    @Test
    void learns() {
        TrainingHistory history = new Run().fit();

        assertThat(history.epochs()).hasSize(6);
        assertThat(history.best().validationLoss())
                .isLessThan(0.5 * history.epochs().getFirst().trainingLoss());
        assertThat(history.toCsv().lines())
                .hasSize(7)
                .first()
                .isEqualTo("epoch,training_loss,validation_loss,learning_rate");
    }

    @Test
    void theSameSeedGivesTheSameBitsForAnyNumberOfThreads() {
        Run one = new Run();
        Run two = new Run();
        Run other = new Run();
        other.builder.seed(6);

        TrainingHistory first = Compute.withThreads(1, one::fit);
        TrainingHistory second = Compute.withThreads(2, two::fit);

        assertThat(second).isEqualTo(first);
        assertSame(two.net.stateDict(), one.net.stateDict());
        assertThat(other.fit()).isNotEqualTo(first);
    }

    @Test
    void aResumedTrainingEndsWithTheSameBits() {
        Run straight = new Run();
        TrainingHistory whole = straight.fit();
        for (int stopped = 0; stopped < straight.checkpoints.size(); stopped++) {
            Run again = new Run();
            List<EpochRecord> heard = new ArrayList<>();
            again.builder.seed(123).listener(new TrainingListener() {
                @Override
                public void onResume(TrainingHistory history) {
                    heard.addAll(history.epochs());
                }

                @Override
                public void onEpoch(EpochRecord epoch) {
                    heard.add(epoch);
                }
            });
            Trainer trainer = again.builder.build();

            trainer.resume(straight.checkpoints.get(stopped));
            TrainingHistory resumed = trainer.fit(PARTS.get(0), PARTS.get(1));

            assertThat(resumed).isEqualTo(whole);
            assertThat(heard).isEqualTo(whole.epochs());
            assertSame(again.net.stateDict(), straight.net.stateDict());
            if (!again.checkpoints.isEmpty()) {
                assertSame(again.checkpoints.getLast(), straight.checkpoints.getLast());
            }
        }
    }

    @Test
    void anIncompleteCheckpointIsRefused() {
        Run straight = new Run();
        straight.fit();
        Map<String, Tensor> checkpoint = straight.checkpoints.getFirst();
        checkpoint.remove("progress.history");

        assertThatThrownBy(() -> new Run().builder.build().resume(checkpoint))
                .hasMessage("expected a tensor 'progress.history' in the state, but there is none");
    }

    @Test
    void stopsWhenNothingGetsBetterAndKeepsTheBest() {
        Run run = new Run();
        // So large a rate that the first epochs are the best.
        run.builder.epochs(50).patience(3).stepScheduler(null);
        run.optimizer.groups().getFirst().lr(0.3);

        TrainingHistory history = run.fit();

        assertThat(history.epochs()).hasSize(history.best().epoch() + 3);
        Windows validation = PARTS.get(1);
        Batch all = validation.batch(IntStream.range(0, validation.size()).toArray());
        assertThat(SmallNet.meanSquare(run.net.forward(all.input()), all.target())
                        .item())
                .isCloseTo(history.best().validationLoss(), within(1e-6));
        assertThat(run.net.isTraining()).isFalse();
    }

    @Test
    void aLossThatIsNoNumberNamesTheCulprit() {
        Run run = new Run();
        run.optimizer.groups().getFirst().lr(0.01);
        Trainer trainer = run.builder
                .epochs(3)
                .stepScheduler(null)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(Step step) {
                        if (step.epoch() == 2 && step.step() == 2) {
                            run.net.namedParameters().get("second.conv1d.bias").set(Tensor.of(Float.NaN));
                        }
                    }
                })
                .build();

        assertThatThrownBy(() -> trainer.fit(PARTS.get(0), PARTS.get(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessage("expected a finite loss, but it is NaN in step 3 of epoch 2 with learning rate 0.01; "
                        + "the first parameter whose gradient isn't finite is first.conv1d.weight");
        assertThat(run.checkpoints).hasSize(1);
        run.net
                .stateDict()
                .forEach((name, weight) -> assertThat(
                                weight.equal(run.checkpoints.getFirst().get("best." + name)))
                        .isTrue());
    }

    @Test
    void aValidationLossThatIsNoNumberEndsTheTraining() {
        Run run = new Run();
        Trainer trainer = run.builder
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(Step step) {
                        if (step.step() == step.steps()) {
                            run.net.namedParameters().get("first.conv1d.bias").set(Tensor.full(Double.NaN, 6));
                        }
                    }
                })
                .build();

        assertThatThrownBy(() -> trainer.fit(PARTS.get(0), PARTS.get(1)))
                .hasMessageContaining("expected a finite validation loss, but it is NaN after epoch 1");
        assertThat(run.checkpoints).isEmpty();
    }

    @Test
    void aCheckpointThatCannotBeKeptEndsTheTraining() {
        Run run = new Run();
        run.builder.checkpoints(checkpoint -> {
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(run::fit)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device");
    }

    @Test
    void listenersHearEachStep() {
        Run run = new Run();
        List<String> heard = new ArrayList<>();
        run.builder.epochs(2).batchSize(30).listener(new TrainingListener() {
            @Override
            public void onStep(Step step) {
                heard.add(step.epoch() + "/" + step.epochs() + ":" + step.step() + "/" + step.steps());
            }

            @Override
            public void onEpoch(EpochRecord epoch) {
                heard.add("epoch " + epoch.epoch());
            }
        });

        run.fit();

        assertThat(heard).containsExactly("1/2:1/2", "1/2:2/2", "epoch 1", "2/2:1/2", "2/2:2/2", "epoch 2");
    }

    @Test
    void trainingsBesideEachOtherDoNotDisturbEachOther() {
        Map<String, Tensor> alone = trainWithDropout(null);
        assertSame(trainWithDropout(new Generator(9)), alone);

        List<Map<String, Tensor>> together = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> trainWithDropout(null))
                .toList();

        together.forEach(each -> assertSame(each, alone));
    }

    private static Map<String, Tensor> trainWithDropout(Generator generator) {
        Sequential net = Sequential.of(new SmallNet(3, 1), new Dropout(0.3));
        TrainerBuilder builder = Trainer.of(
                        net,
                        SmallNet::meanSquare,
                        SGD.of(net.parameters()).lr(0.01).build())
                .epochs(2)
                .batchSize(4);
        if (generator != null) {
            builder.generator(generator);
        }
        builder.build().fit(PARTS.get(0));
        return net.stateDict();
    }

    @Test
    void aCheckpointThatDoesNotFitChangesNothing() {
        Run straight = new Run();
        straight.fit();
        Map<String, Tensor> whole = straight.checkpoints.getFirst();
        Run fresh = new Run();
        Trainer trainer = fresh.builder.build();
        Map<String, Tensor> before = new HashMap<>(fresh.net.stateDict());
        for (String name : whole.keySet()) {
            if (name.endsWith(".step")) {
                continue;
            }
            Map<String, Tensor> lacking = new HashMap<>(whole);
            lacking.remove(name);
            assertThatThrownBy(() -> trainer.resume(lacking)).as(name).isInstanceOf(IllegalArgumentException.class);
            assertSame(fresh.net.stateDict(), before);
        }
        Map<String, Tensor> foreign = new HashMap<>(whole);
        foreign.put("optimizer.state.17.step", Tensor.scalar(1.0));
        assertThatThrownBy(() -> trainer.resume(foreign)).hasMessageContaining("'state.17.step'");

        TrainingHistory history = trainer.fit(PARTS.get(0), PARTS.get(1));

        assertThat(history.epochs()).hasSize(6);
        assertSame(fresh.net.stateDict(), straight.net.stateDict());
    }

    @Test
    void aTrainerDoesNotHearWhatItsBuilderIsToldLater() {
        Run run = new Run();
        Trainer trainer = run.builder.epochs(1).build();
        run.builder.epochs(4);

        assertThat(trainer.fit(PARTS.get(0)).epochs()).hasSize(1);
        assertThatThrownBy(() -> run.builder.clipNorm(0))
                .hasMessage("expected a positive, finite norm to clip to, but got 0.0");
    }

    @Test
    void anEpochsRateIsThatOfItsLastStep() {
        Run run = new Run();
        run.builder.epochs(2).batchSize(1000).stepScheduler(LRScheduler.of(run.optimizer, new StepLR(1, 0.5)));
        double first = run.optimizer.groups().getFirst().lr();

        assertThat(run.fit().epochs()).extracting(EpochRecord::lr).containsExactly(first, first / 2);
    }

    private static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) ->
                assertThat(actual.get(name).equal(tensor)).as(name).isTrue());
    }
}
