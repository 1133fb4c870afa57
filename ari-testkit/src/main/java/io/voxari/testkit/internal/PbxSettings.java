package io.voxari.testkit.internal;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the simulated Asterisk is set up with.
 *
 * @param version as Asterisk tells it
 * @param app the application that numbers enter
 * @param user the ARI user
 * @param password the ARI user's password
 * @param websocketClients by their names, where Asterisk dials for media; may change while it runs
 * @param mediaCredentials {@code user:password} that Asterisk shows there
 * @param trunks endpoints through which any number can be dialled
 */
public record PbxSettings(
        String version,
        String app,
        String user,
        String password,
        Map<String, URI> websocketClients,
        Optional<String> mediaCredentials,
        Set<String> trunks) {
    @Override
    public String toString() {
        return "PbxSettings[" + version + ", app " + app + "]";
    }
}
