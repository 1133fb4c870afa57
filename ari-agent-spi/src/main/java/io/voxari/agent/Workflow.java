package io.voxari.agent;

import java.util.Map;
import java.util.Objects;

/**
 * What is to happen on a call: a name that the host application gives it, and whatever the agent needs to know.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id the workflow's name; an agent may be registered for it
 * @param attributes values for the agent, such as a prompt's version or a language
 */
public record Workflow(String id, Map<String, String> attributes) {

    /**
     * Checks and copies the parts.
     *
     * @param id the workflow's name
     * @param attributes values for the agent
     * @throws IllegalArgumentException if the id is blank
     */
    public Workflow {
        Objects.requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("a workflow's id must not be blank");
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * {@return a workflow without attributes}
     *
     * @param id the workflow's name
     */
    public static Workflow of(String id) {
        return new Workflow(id, Map.of());
    }
}
