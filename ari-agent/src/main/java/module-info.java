import org.jspecify.annotations.NullMarked;

/** The runtime: one call from StasisStart to the last mark. */
@NullMarked
module io.voxari.agent.runtime {
    exports io.voxari.agent.page;
    exports io.voxari.agent.runtime;
    exports io.voxari.agent.admission;

    requires static transitive org.jspecify;
    requires transitive io.voxari.agent;
    requires com.fasterxml.jackson.core;
    requires io.voxari.ari;
    requires io.voxari.media;
    requires okhttp3;
    requires org.slf4j;

    uses io.voxari.agent.AgentPipeline;
    uses io.voxari.agent.QuotaCheck;
    uses io.voxari.agent.WorkflowResolver;
}
