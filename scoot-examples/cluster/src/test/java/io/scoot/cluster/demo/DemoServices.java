package io.scoot.cluster.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.Evaluator;
import io.scoot.Scoot;
import io.scoot.Trial;
import io.scoot.cluster.jobs.JobEvaluator;
import io.scoot.cluster.jobs.JobPlan;
import io.scoot.cluster.postgres.Service;
import io.scoot.cluster.slurm.Commands;
import io.scoot.cluster.slurm.SlurmScheduler;
import io.scoot.simulator.v1.V1Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Eight services on the simulated vLLM, evaluated in the worker or as Slurm jobs. */
final class DemoServices {

    private static final int BUDGET = 12;
    private static final int PARALLELISM = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoServices() {}

    /** Four loads on two models, each on one H100. */
    static List<V1Service> all() {
        return V1Service.names().stream()
                .filter(name -> name.endsWith("-1h100"))
                .map(V1Service::named)
                .toList();
    }

    static Scoot.Builder study(V1Service service) {
        return new Scoot.Builder()
                .space(service.space())
                .objectives(service.objective())
                .slos(service.slos().toArray(io.scoot.Slo[]::new))
                .context(service.context())
                .budget(BUDGET)
                .parallelism(PARALLELISM)
                .confirmations(1)
                .retries(10)
                .seed(7);
    }

    static List<Service> services(boolean slurm) {
        return all().stream()
                .map(service -> new Service(
                        service.name(),
                        service.space(),
                        () -> study(service),
                        PARALLELISM,
                        false,
                        slurm ? bySlurm(service) : unhurried(service)))
                .toList();
    }

    /** There is time to kill somebody. */
    private static Evaluator unhurried(V1Service service) {
        return trial -> {
            Thread.sleep(200);
            return service.evaluator().evaluate(trial);
        };
    }

    private static Evaluator bySlurm(V1Service service) {
        JobEvaluator jobs = new JobEvaluator(
                new SlurmScheduler(Commands.local(), List.of("--gres=gpu:1"), Optional.empty()),
                new JobPlan(
                        service.name(),
                        trial -> command(service, trial),
                        1,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofMillis(500)));
        return jobs::await;
    }

    private static List<String> command(V1Service service, Trial trial) {
        try {
            List<String> command = java(DemoTrial.class);
            command.add(service.name());
            command.add(String.valueOf(trial.arrivalSeed()));
            command.add(JSON.writeValueAsString(trial.configuration().asMap()));
            return command;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A class of this program in a JVM of its own. */
    static List<String> java(Class<?> main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("scoot.demo.classes", System.getProperty("java.class.path")),
                main.getName()));
    }

    static boolean slurmIsHere() {
        try {
            return Commands.local()
                    .run(List.of("sinfo", "--noheader", "--format=%T %G"))
                    .contains("gpu:2");
        } catch (IOException e) {
            return false;
        }
    }
}
