package loteria.store;

import java.nio.file.Path;
import loteria.manifest.Terms;
import loteria.process.FileIdentity;

/**
 * What a store that is not in the data directory is opened with.
 *
 * @param address of it, as it was given
 * @param settings file of its client's settings; null for none
 * @param acceptWeaker whether one that promises less than it should is taken as it is
 * @param recover whether this process publishes the board before any other opens the store
 * @param terms of the lottery
 * @param dataDir of the central
 * @param lock the file that keeps those apart who write the board
 * @param generation of the workers that will use it
 * @param central its name, for people
 */
public record StoreRequest(
        String address,
        Path settings,
        boolean acceptWeaker,
        boolean recover,
        Terms terms,
        Path dataDir,
        FileIdentity lock,
        long generation,
        String central) {}
