package io.scoot.cluster.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scoot.cluster.jobs.JobResult;
import io.scoot.simulator.v1.V1Service;
import java.util.Map;

/** The program of a job: one trial of a simulated service. */
final class DemoTrial {

    private DemoTrial() {}

    /** Service, arrival seed, configuration as JSON. */
    public static void main(String[] arguments) throws JsonProcessingException {
        V1Service service = V1Service.named(arguments[0]);
        Map<String, Object> values = new ObjectMapper().readValue(arguments[2], new TypeReference<>() {});
        System.out.println(
                JobResult.line(service.evaluate(service.space().configuration(values), Long.parseLong(arguments[1]))));
    }
}
