package io.scoot.cluster.kubernetes;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kubernetes control plane on this machine, of the programs that {@code kubernetes/setup.sh} built: etcd, API server, controllers
 * and scheduler. It has no node. Users are known by tokens, which are their names; {@code admin} may do everything, others what roles
 * say.
 */
final class ControlPlane implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final String CONTROLLERS =
            "job-controller,ttl-after-finished-controller,garbage-collector-controller,"
                    + "serviceaccount-controller,node-lifecycle-controller,taint-eviction-controller";

    private final Path programs;
    private final Path folder;
    private final int etcd = freePort();
    private final int api = freePort();
    private final Deque<Process> processes = new ConcurrentLinkedDeque<>();
    private final Thread hook = new Thread(this::endAll);
    private Process server;

    private ControlPlane(Path programs, Path folder) throws IOException {
        this.programs = programs;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook); // a test that is stopped leaves no servers behind
    }

    /** Starts it; returns when pods can be made. What it keeps and its logs are in {@code folder}. */
    static ControlPlane start(Path programs, Path folder, List<String> users) throws Exception {
        ControlPlane plane = new ControlPlane(programs, folder);
        try {
            plane.write(users);
            int peer = freePort();
            plane.run(
                    "etcd",
                    "--data-dir=" + folder.resolve("etcd"),
                    "--listen-client-urls=http://127.0.0.1:" + plane.etcd,
                    "--advertise-client-urls=http://127.0.0.1:" + plane.etcd,
                    "--listen-peer-urls=http://127.0.0.1:" + peer,
                    "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
                    "--initial-cluster=default=http://127.0.0.1:" + peer,
                    "--unsafe-no-fsync");
            plane.startServer();
            plane.run(
                    "kube-controller-manager",
                    "--kubeconfig=" + folder.resolve("kubeconfig"),
                    "--service-account-private-key-file=" + folder.resolve("accounts.pem"),
                    "--controllers=" + CONTROLLERS,
                    "--node-monitor-grace-period=24h", // the test's node has no heart
                    "--leader-elect=false",
                    "--secure-port=0");
            plane.run(
                    "kube-scheduler",
                    "--kubeconfig=" + folder.resolve("kubeconfig"),
                    "--leader-elect=false",
                    "--secure-port=0");
            return plane;
        } catch (Exception e) {
            plane.close();
            throw e;
        }
    }

    private void write(List<String> users) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Files.writeString(
                folder.resolve("accounts.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        StringBuilder tokens = new StringBuilder("admin,admin,admin,system:masters\n");
        users.forEach(user -> tokens.append(user + "," + user + "," + user + "\n"));
        Files.writeString(folder.resolve("tokens.csv"), tokens);
        Files.writeString(folder.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "here",
                 "contexts": [{"name": "here", "context": {"cluster": "here", "user": "admin"}}],
                 "clusters": [{"name": "here", "cluster": {"server": "%s", "certificate-authority": "%s"}}],
                 "users": [{"name": "admin", "user": {"token": "admin"}}]}
                """.formatted(url(), certificate()));
    }

    private void startServer() throws IOException, InterruptedException {
        server = run(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + etcd,
                "--bind-address=127.0.0.1",
                "--secure-port=" + api,
                "--cert-dir=" + folder.resolve("certificates"),
                "--service-account-issuer=https://scoot.example",
                "--service-account-key-file=" + folder.resolve("accounts.pem"),
                "--service-account-signing-key-file=" + folder.resolve("accounts.pem"),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--default-unreachable-toleration-seconds=1");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isReady()) {
            if (!server.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException(
                        "the API server is not ready; its log is " + folder.resolve("kube-apiserver.log"));
            }
            Thread.sleep(200);
        }
    }

    private boolean isReady() {
        if (!Files.exists(certificate())) {
            return false;
        }
        try (KubernetesClient client = client("admin")) {
            return client.raw("/readyz").equals("ok")
                    && client.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    /** The API server dies, all versions but the present one are forgotten, and it starts again: no old watch can be resumed. */
    void restartAndForget() throws IOException, InterruptedException {
        server.destroyForcibly().waitFor();
        processes.remove(server);
        HttpClient http = HttpClient.newHttpClient();
        Matcher revision =
                Pattern.compile("\"revision\":\"(\\d+)\"").matcher(etcd(http, "range", "{\"key\":\"AA==\"}"));
        if (!revision.find()) {
            throw new IOException("etcd tells no revision");
        }
        etcd(http, "compaction", "{\"revision\":\"" + revision.group(1) + "\",\"physical\":true}");
        startServer();
    }

    private String etcd(HttpClient http, String call, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + etcd + "/v3/kv/" + call))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A client of that user, which tries each request once. */
    KubernetesClient client(String user) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                        .withMasterUrl(url())
                        .withCaCertFile(certificate().toString())
                        .withOauthToken(user)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    private String url() {
        return "https://127.0.0.1:" + api + "/";
    }

    private Path certificate() {
        return folder.resolve("certificates/apiserver.crt");
    }

    private Process run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(program + ".log").toFile()))
                .start();
        processes.push(process);
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        endAll();
    }

    private void endAll() {
        for (Process process : processes) { // the last one first
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
