package io.voxari.ari;

import io.voxari.ari.internal.AsteriskInfoDecoder;
import io.voxari.ari.internal.AsteriskModuleDecoder;
import io.voxari.ari.internal.AsteriskPingDecoder;
import io.voxari.ari.internal.Bodies;
import io.voxari.ari.internal.ConfigTupleDecoder;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.LogChannelDecoder;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.internal.VariableDecoder;
import io.voxari.ari.model.AsteriskInfo;
import io.voxari.ari.model.AsteriskModule;
import io.voxari.ari.model.AsteriskPing;
import io.voxari.ari.model.ConfigTuple;
import io.voxari.ari.model.InfoSection;
import io.voxari.ari.model.LogChannel;
import io.voxari.ari.model.Variable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asterisk itself: version, modules, logs, global variables, dynamic configuration.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Asterisk {
    private static final Reply<List<ConfigTuple>> CONFIG_TUPLE_LIST = Reply.list(ConfigTupleDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private static final Reply<AsteriskInfo> ASTERISK_INFO = Reply.object(AsteriskInfoDecoder::decode);

    private static final Reply<AsteriskPing> ASTERISK_PING = Reply.object(AsteriskPingDecoder::decode);

    private static final Reply<List<AsteriskModule>> ASTERISK_MODULE_LIST = Reply.list(AsteriskModuleDecoder::decode);

    private static final Reply<AsteriskModule> ASTERISK_MODULE = Reply.object(AsteriskModuleDecoder::decode);

    private static final Reply<List<LogChannel>> LOG_CHANNEL_LIST = Reply.list(LogChannelDecoder::decode);

    private static final Reply<Variable> VARIABLE = Reply.object(VariableDecoder::decode);

    private final RestTransport transport;

    Asterisk(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Gets an object of a configuration that modules keep in memory or a database, such as a PJSIP
     * endpoint.
     *
     * <p>{@code GET /asterisk/config/dynamic/{configClass}/{objectType}/{id}}, since Asterisk 13.5.0.
     * Declared errors: 404.
     *
     * @param configClass the module's class of configuration, such as {@code res_pjsip}
     * @param objectType the type of the object, such as {@code endpoint}
     * @param id the id of the object
     * @return the request; answers a list of {@link io.voxari.ari.model.ConfigTuple}
     */
    public AriRequest<List<ConfigTuple>> getObject(String configClass, String objectType, String id) {
        return new AriRequest<>(
                transport,
                new RestCall(
                        "GET", "/asterisk/config/dynamic/{configClass}/{objectType}/{id}", configClass, objectType, id),
                CONFIG_TUPLE_LIST);
    }

    /**
     * Creates or changes an object of dynamic configuration; refused with 403 where the configuration
     * cannot be written.
     *
     * <p>{@code PUT /asterisk/config/dynamic/{configClass}/{objectType}/{id}}, since Asterisk 13.5.0.
     * Declared errors: 400, 403, 404.
     *
     * @param configClass the module's class of configuration, such as {@code res_pjsip}
     * @param objectType the type of the object, such as {@code endpoint}
     * @param id the id of the object
     * @return the request; answers a list of {@link io.voxari.ari.model.ConfigTuple}
     */
    public UpdateObject updateObject(String configClass, String objectType, String id) {
        return new UpdateObject(transport, configClass, objectType, id);
    }

    /**
     * Deletes an object of dynamic configuration.
     *
     * <p>{@code DELETE /asterisk/config/dynamic/{configClass}/{objectType}/{id}}, since Asterisk 13.5.0.
     * Declared errors: 403, 404.
     *
     * @param configClass the module's class of configuration, such as {@code res_pjsip}
     * @param objectType the type of the object, such as {@code endpoint}
     * @param id the id of the object
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> deleteObject(String configClass, String objectType, String id) {
        return new AriRequest<>(
                transport,
                new RestCall(
                        "DELETE",
                        "/asterisk/config/dynamic/{configClass}/{objectType}/{id}",
                        configClass,
                        objectType,
                        id),
                NOTHING);
    }

    /**
     * Gets version, build, configuration and status.
     *
     * <p>{@code GET /asterisk/info}, since Asterisk 12.0.0.
     *
     * @return the request; answers a {@link io.voxari.ari.model.AsteriskInfo}
     */
    public GetInfo getInfo() {
        return new GetInfo(transport);
    }

    /**
     * Asks whether Asterisk answers.
     *
     * <p>{@code GET /asterisk/ping}, since Asterisk 13.25.0 and 16.2.0.
     *
     * @return the request; answers a {@link io.voxari.ari.model.AsteriskPing}
     */
    public AriRequest<AsteriskPing> ping() {
        return new AriRequest<>(transport, new RestCall("GET", "/asterisk/ping"), ASTERISK_PING);
    }

    /**
     * Lists the modules that are loaded.
     *
     * <p>{@code GET /asterisk/modules}, since Asterisk 13.5.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.AsteriskModule}
     */
    public AriRequest<List<AsteriskModule>> listModules() {
        return new AriRequest<>(transport, new RestCall("GET", "/asterisk/modules"), ASTERISK_MODULE_LIST);
    }

    /**
     * Gets one module; 409 if there is such a module and nothing can be told of it.
     *
     * <p>{@code GET /asterisk/modules/{moduleName}}, since Asterisk 13.5.0. Declared errors: 404, 409.
     *
     * @param moduleName the file name of the module, such as {@code chan_websocket.so}
     * @return the request; answers a {@link io.voxari.ari.model.AsteriskModule}
     */
    public AriRequest<AsteriskModule> getModule(String moduleName) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/asterisk/modules/{moduleName}", moduleName), ASTERISK_MODULE);
    }

    /**
     * Loads a module.
     *
     * <p>{@code POST /asterisk/modules/{moduleName}}, since Asterisk 13.5.0. Declared errors: 409.
     *
     * @param moduleName the file name of the module, such as {@code chan_websocket.so}
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> loadModule(String moduleName) {
        return new AriRequest<>(transport, new RestCall("POST", "/asterisk/modules/{moduleName}", moduleName), NOTHING);
    }

    /**
     * Unloads a module; refused while it is in use.
     *
     * <p>{@code DELETE /asterisk/modules/{moduleName}}, since Asterisk 13.5.0. Declared errors: 404, 409.
     *
     * @param moduleName the file name of the module, such as {@code chan_websocket.so}
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> unloadModule(String moduleName) {
        return new AriRequest<>(
                transport, new RestCall("DELETE", "/asterisk/modules/{moduleName}", moduleName), NOTHING);
    }

    /**
     * Makes a module read its configuration again; queued if another reload is running.
     *
     * <p>{@code PUT /asterisk/modules/{moduleName}}, since Asterisk 13.5.0. Declared errors: 404, 409.
     *
     * @param moduleName the file name of the module, such as {@code chan_websocket.so}
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> reloadModule(String moduleName) {
        return new AriRequest<>(transport, new RestCall("PUT", "/asterisk/modules/{moduleName}", moduleName), NOTHING);
    }

    /**
     * Lists the log files and other log channels.
     *
     * <p>{@code GET /asterisk/logging}, since Asterisk 13.6.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.LogChannel}
     */
    public AriRequest<List<LogChannel>> listLogChannels() {
        return new AriRequest<>(transport, new RestCall("GET", "/asterisk/logging"), LOG_CHANNEL_LIST);
    }

    /**
     * Adds a log channel until the next restart, reload or rotation.
     *
     * <p>{@code POST /asterisk/logging/{logChannelName}}, since Asterisk 13.6.0. Declared errors: 400,
     * 409.
     *
     * @param logChannelName the name of the log channel, mostly a file name
     * @param configuration which levels it gets, separated by commas, such as {@code notice,warning,error}
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> addLog(String logChannelName, String configuration) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/asterisk/logging/{logChannelName}", logChannelName)
                        .query("configuration", configuration),
                NOTHING);
    }

    /**
     * Removes a log channel.
     *
     * <p>{@code DELETE /asterisk/logging/{logChannelName}}, since Asterisk 13.6.0. Declared errors: 404.
     *
     * @param logChannelName the name of the log channel, mostly a file name
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> deleteLog(String logChannelName) {
        return new AriRequest<>(
                transport, new RestCall("DELETE", "/asterisk/logging/{logChannelName}", logChannelName), NOTHING);
    }

    /**
     * Starts a new file for a log channel; log channels that were added over ARI are gone afterwards.
     *
     * <p>{@code PUT /asterisk/logging/{logChannelName}/rotate}, since Asterisk 13.6.0. Declared errors:
     * 404.
     *
     * @param logChannelName the name of the log channel, mostly a file name
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> rotateLog(String logChannelName) {
        return new AriRequest<>(
                transport, new RestCall("PUT", "/asterisk/logging/{logChannelName}/rotate", logChannelName), NOTHING);
    }

    /**
     * Gets a global variable or the value of a dialplan function.
     *
     * <p>{@code GET /asterisk/variable}, since Asterisk 12.0.0. Declared errors: 400.
     *
     * @param variable the name of the variable, or a function such as {@code CALLERID(num)}
     * @return the request; answers a {@link io.voxari.ari.model.Variable}
     */
    public AriRequest<Variable> getGlobalVariable(String variable) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/asterisk/variable").query("variable", variable), VARIABLE);
    }

    /**
     * Sets a global variable or a dialplan function.
     *
     * <p>{@code POST /asterisk/variable}, since Asterisk 12.0.0. Declared errors: 400.
     *
     * @param variable the name of the variable, or a function such as {@code CALLERID(num)}
     * @return the request; answers nothing but success
     */
    public SetGlobalVariable setGlobalVariable(String variable) {
        return new SetGlobalVariable(transport, variable);
    }

    /**
     * Creates or changes an object of dynamic configuration; refused with 403 where the configuration
     * cannot be written.
     *
     * <p>Not thread-safe.
     */
    public static final class UpdateObject extends AriRequest<List<ConfigTuple>> {
        UpdateObject(RestTransport transport, String configClass, String objectType, String id) {
            super(
                    transport,
                    new RestCall(
                            "PUT",
                            "/asterisk/config/dynamic/{configClass}/{objectType}/{id}",
                            configClass,
                            objectType,
                            id),
                    CONFIG_TUPLE_LIST);
        }

        /**
         * Sets the attributes to set.
         *
         * @param fields attributes and values
         * @return this request
         */
        public UpdateObject fields(List<ConfigTuple> fields) {
            call.body("fields", Bodies.tuples(fields));
            return this;
        }

        @Override
        public UpdateObject deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Gets version, build, configuration and status.
     *
     * <p>Not thread-safe.
     */
    public static final class GetInfo extends AriRequest<AsteriskInfo> {
        GetInfo(RestTransport transport) {
            super(transport, new RestCall("GET", "/asterisk/info"), ASTERISK_INFO);
        }

        /**
         * Sets which parts to get; all when not set.
         *
         * @param only the values as Asterisk writes them
         * @return this request
         */
        public GetInfo only(List<String> only) {
            call.list("only", only);
            return this;
        }

        /**
         * Sets which parts to get; all when not set.
         *
         * @param only some of the known values
         * @return this request
         */
        public GetInfo only(InfoSection... only) {
            return only(Stream.of(only).map(InfoSection::wire).toList());
        }

        @Override
        public GetInfo deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Sets a global variable or a dialplan function.
     *
     * <p>Not thread-safe.
     */
    public static final class SetGlobalVariable extends AriRequest<@Nullable Void> {
        SetGlobalVariable(RestTransport transport, String variable) {
            super(transport, new RestCall("POST", "/asterisk/variable").query("variable", variable), NOTHING);
        }

        /**
         * Sets the value to set; empty when not set.
         *
         * @param value the value
         * @return this request
         */
        public SetGlobalVariable value(String value) {
            call.query("value", value);
            return this;
        }

        @Override
        public SetGlobalVariable deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }
}
