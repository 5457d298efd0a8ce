package io.scoot.journal;

import io.scoot.Listener;
import io.scoot.Observation;
import java.nio.file.Path;

/** The process that gets killed: runs the study, and says which outcomes it was told are recorded. */
final class KilledStudy {

    private KilledStudy() {}

    public static void main(String[] arguments) {
        Faults.study(Path.of(arguments[0]))
                .evaluator(trial -> {
                    Thread.sleep(Math.floorMod(trial.configuration().hashCode(), 10));
                    return Faults.evaluate(trial);
                })
                .listener(new Listener() {
                    @Override
                    public void finished(Observation observation) {
                        System.out.println(observation.trial().number());
                        System.out.flush();
                    }
                })
                .run();
    }
}
