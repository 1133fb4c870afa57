/**
 * Ready-made answers to the first two questions about a call: which workflow takes it, and may it run now.
 *
 * <p>A {@link io.voxari.agent.WorkflowResolver} from a map ({@link io.voxari.agent.admission.Routes}), from a file that is
 * read again when it changes ({@link io.voxari.agent.admission.RoutingFile}), or from an HTTP endpoint ({@link
 * io.voxari.agent.admission.HttpResolver}); a {@link io.voxari.agent.QuotaCheck} by the number of calls at a time ({@link
 * io.voxari.agent.admission.ConcurrencyQuota}). They are here, and not beside the interfaces, because those need nothing
 * but the JDK, and a file in JSON and an endpoint need more.
 */
package io.voxari.agent.admission;
