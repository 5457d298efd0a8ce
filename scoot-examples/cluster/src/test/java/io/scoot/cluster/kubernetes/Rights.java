package io.scoot.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** What a cluster's administrator does. */
final class Rights {

    private Rights() {}

    /** A namespace in which that user may do what {@link KubernetesScheduler} says it needs. */
    static void grant(KubernetesClient admin, String namespace, String user) {
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        admin.rbac()
                .roles()
                .inNamespace(namespace)
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("tuner")
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("batch")
                        .withResources("jobs")
                        .withVerbs("create", "get", "list", "delete")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("pods")
                        .withVerbs("list")
                        .endRule()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("pods/log")
                        .withVerbs("get")
                        .endRule()
                        .build())
                .create();
        admin.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("tuner")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "tuner")
                        .addNewSubject()
                        .withApiGroup("rbac.authorization.k8s.io")
                        .withKind("User")
                        .withName(user)
                        .endSubject()
                        .build())
                .create();
    }

    /** A pod that goes before all others and needs both GPUs. */
    static void urgent(KubernetesClient admin, String namespace) {
        admin.scheduling()
                .v1()
                .priorityClasses()
                .resource(new PriorityClassBuilder()
                        .withNewMetadata()
                        .withName("urgent")
                        .endMetadata()
                        .withValue(1_000)
                        .build())
                .create();
        admin.pods()
                .inNamespace(namespace)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("urgent")
                        .endMetadata()
                        .withNewSpec()
                        .withPriorityClassName("urgent")
                        .addNewContainer()
                        .withName("urgent")
                        .withImage("registry/urgent")
                        .withNewResources()
                        .withLimits(Map.of("nvidia.com/gpu", new Quantity("2")))
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }
}
