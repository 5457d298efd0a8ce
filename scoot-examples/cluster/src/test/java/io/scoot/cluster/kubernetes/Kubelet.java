package io.scoot.cluster.kubernetes;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A node of two GPUs that runs nothing: the test says what becomes of its pods, and it gives their logs to the API server. */
final class Kubelet implements AutoCloseable {

    static final String NODE = "gpu-node";
    private static final Map<String, Quantity> ROOM = Map.of(
            "cpu", new Quantity("8"),
            "memory", new Quantity("64Gi"),
            "pods", new Quantity("100"),
            "nvidia.com/gpu", new Quantity("2"));

    private final KubernetesClient client;
    private final Map<String, String> logs = new ConcurrentHashMap<>(); // by pod
    private HttpsServer server;
    private final SSLContext tls;
    private final int port;

    Kubelet(KubernetesClient client, Path folder) throws Exception {
        this.client = client;
        this.tls = tls(folder);
        this.server = serve(0);
        this.port = server.getAddress().getPort();
        var node = client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(NODE)
                        .addToLabels("gpu", "h100")
                        .endMetadata()
                        .build());
        node.create();
        client.nodes().withName(NODE).editStatus(made -> new NodeBuilder(made)
                .editOrNewStatus()
                .withCapacity(ROOM)
                .withAllocatable(ROOM)
                .addNewAddress("127.0.0.1", "InternalIP")
                .withNewDaemonEndpoints()
                .withNewKubeletEndpoint(port)
                .endDaemonEndpoints()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withLastHeartbeatTime(Instant.now().toString())
                .endCondition()
                .endStatus()
                .build());
    }

    /** The Job's pod, once the controllers have made one and the scheduler has put it here. */
    Pod placed(String namespace, String job) throws InterruptedException {
        while (true) {
            Optional<Pod> pod =
                    client.pods().inNamespace(namespace).withLabel("job-name", job).list().getItems().stream()
                            .filter(p -> NODE.equals(p.getSpec().getNodeName()))
                            .findFirst();
            if (pod.isPresent()) {
                return pod.get();
            }
            Thread.sleep(50);
        }
    }

    /** Starts its container. */
    void run(Pod pod) {
        report(
                pod,
                "Running",
                null,
                new ContainerStateBuilder()
                        .withNewRunning(Instant.now().minusSeconds(2).toString())
                        .build());
    }

    /** Its container waits for that reason. */
    void hold(Pod pod, String reason) {
        report(
                pod,
                "Pending",
                null,
                new ContainerStateBuilder().withNewWaiting("", reason).build());
    }

    /** Its container ended. */
    void end(Pod pod, int exit, String reason, String message) {
        end(pod, exit, reason, message, null);
    }

    /** Its container was ended with the pod, for that reason. */
    void end(Pod pod, int exit, String reason, String message, String podReason) {
        report(
                pod,
                exit == 0 ? "Succeeded" : "Failed",
                podReason,
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(exit)
                        .withReason(reason)
                        .withMessage(message)
                        .withStartedAt(Instant.now().minusSeconds(90).toString())
                        .withFinishedAt(Instant.now().toString())
                        .endTerminated()
                        .build());
    }

    private void report(Pod pod, String phase, String reason, ContainerState state) {
        String namespace = pod.getMetadata().getNamespace();
        client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .editStatus(p -> new PodBuilder(p)
                        .withStatus(new PodStatusBuilder(p.getStatus())
                                .withPhase(phase)
                                .withReason(reason)
                                .withStartTime(Instant.now().minusSeconds(95).toString())
                                .withContainerStatuses()
                                .addNewContainerStatus()
                                .withName(p.getSpec().getContainers().get(0).getName())
                                .withImage(p.getSpec().getContainers().get(0).getImage())
                                .withImageID("")
                                .withReady(false)
                                .withRestartCount(0)
                                .withState(state)
                                .endContainerStatus()
                                .build())
                        .build());
    }

    /** What the pod's container printed. */
    void log(Pod pod, String text) {
        logs.put(pod.getMetadata().getName(), text);
    }

    /** Ends what is to be deleted, and frees the node. */
    void clear(String namespace) throws InterruptedException {
        while (!client.pods().inNamespace(namespace).list().getItems().isEmpty()) {
            client.pods().inNamespace(namespace).withGracePeriod(0).delete();
            Thread.sleep(50);
        }
    }

    /** Cuts the node off, as far as logs go. */
    void away() {
        server.stop(0);
    }

    /** It is there again. */
    void back() throws IOException {
        server = serve(port);
    }

    private HttpsServer serve(int at) throws IOException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        https.createContext(
                "/containerLogs/",
                exchange -> { // namespace, pod, container
                    String pod = exchange.getRequestURI().getPath().split("/", -1)[3];
                    byte[] text = logs.getOrDefault(pod, "").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
                    exchange.getResponseBody().write(text);
                    exchange.close();
                });
        https.start();
        return https;
    }

    private static SSLContext tls(Path folder) throws Exception {
        Path keys = folder.resolve("kubelet.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        NODE,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + NODE,
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        NODE)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor(60, TimeUnit.SECONDS);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, NODE.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NODE.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
