/**
 * What a host application implements, and what it is given.
 *
 * <p>Three questions are asked about a call, in this order: which workflow takes it
 * ({@link io.voxari.agent.WorkflowResolver}), may it run now ({@link io.voxari.agent.QuotaCheck}), who talks
 * ({@link io.voxari.agent.AgentPipeline}). The agent of a call is an {@link io.voxari.agent.AgentSession}; it hears the
 * caller by callbacks, and speaks and acts through its {@link io.voxari.agent.AgentCall}. Start with
 * {@code WorkflowResolver}.
 */
package io.voxari.agent;
