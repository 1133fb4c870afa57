package io.voxari.testkit;

import io.voxari.testkit.internal.Simulation;
import java.time.Duration;

/** What can be made to go wrong with a {@link SimulatedAsterisk}, on demand. Thread-safe. */
public final class SimulatedFaults {
    private final Simulation simulation;

    SimulatedFaults(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Cuts every event connection, without a word; what happens until the application is back, it is not told. */
    public void dropEvents() {
        simulation.dropEvents();
    }

    /** Cuts every media connection, without a word: their channels end with cause 38. */
    public void dropMedia() {
        simulation.dropMedia();
    }

    /**
     * Lets nothing through the present event connections any more, in either direction, and tells neither end: as when a cable
     * is cut or a firewall forgets. Requests over HTTP and new connections are not concerned.
     */
    public void halfOpenEvents() {
        simulation.failEvents();
    }

    /** Lets nothing through the present media connections any more, in either direction, and tells neither end. */
    public void halfOpenMedia() {
        simulation.failMedia();
    }

    /**
     * Kills Asterisk and starts it again: all channels, bridges, recordings under way and connections are gone, and nobody is
     * told. To connections that are made meanwhile it closes the door at once. Callers' telephones end with cause 0.
     *
     * @param after how long it takes to start
     */
    public void restart(Duration after) {
        simulation.restart(after);
    }

    /**
     * Cuts the media connection of one call, without a word: its channel ends with cause 38.
     *
     * @param caller whose bridge it is in; if it is in none, nothing happens
     */
    public void dropMediaOf(SimulatedCaller caller) {
        caller.dropMedia();
    }

    /**
     * Lets every request wait before it is done.
     *
     * @param time from now on; zero for at once
     */
    public void slowRequests(Duration time) {
        simulation.slowRequests(time);
    }

    /**
     * Answers the next requests of a kind with status 500, and does nothing for them.
     *
     * @param part what the method and the decoded path of such a request have in them: {@code POST /channels/externalMedia},
     *     {@code /answer}
     * @param times how many of them; 0 for none any more
     */
    public void refuseRequests(String part, int times) {
        simulation.refuseRequests(part, times);
    }

    /**
     * Does nothing for the next requests of a kind, and never answers them.
     *
     * @param part what the method and the decoded path of such a request have in them, as in {@link #refuseRequests}
     * @param times how many of them; 0 for none any more
     */
    public void ignoreRequests(String part, int times) {
        simulation.ignoreRequests(part, times);
    }

    /**
     * Does what the next requests of a kind ask for, and never answers them.
     *
     * @param part what the method and the decoded path of such a request have in them, as in {@link #refuseRequests}
     * @param times how many of them; 0 for none any more
     */
    public void loseAnswers(String part, int times) {
        simulation.loseAnswers(part, times);
    }

    /**
     * Tells each event later than it should be, in their order; answers to requests are not concerned.
     *
     * @param time how much later, from now on; zero for at once
     */
    public void delayEvents(Duration time) {
        simulation.delayEvents(time);
    }

    /**
     * Begins each media connection from now on with 60 ms of audio, before {@code MEDIA_START}.
     *
     * @param yes false for connections as they should be
     */
    public void audioBeforeStart(boolean yes) {
        simulation.earlyAudio(yes);
    }

    /**
     * Tells each event that often.
     *
     * @param times 1 as it should be; 2 for each event twice; 0 for none
     */
    public void repeatEvents(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("an event cannot be told " + times + " times");
        }
        simulation.repeatEvents(times);
    }

    /**
     * Tells the application something: of a type that it does not know, say, or what is no event at all.
     *
     * @param text as it goes over the event WebSocket
     */
    public void sendEvent(String text) {
        simulation.sendEvent(text);
    }

    /** Tells the application that another client has taken over its events, and gives it none any more. */
    public void replaceApplication() {
        simulation.replaceApplication();
    }

    /**
     * Tells every media connection something that it did not ask for, such as {@code MEDIA_XOFF}.
     *
     * @param text as it goes over the media WebSocket
     */
    public void sendMediaText(String text) {
        simulation.sendMediaText(text);
    }

    /**
     * Lets nothing of what callers say through for a while, as lost packets do.
     *
     * @param time how long from now on
     */
    public void loseSpeech(Duration time) {
        simulation.loseSpeech(time);
    }

    /**
     * Holds back what callers say for a while, and lets all of it come at once then, as a network does that was stuck.
     *
     * @param time how long from now on
     */
    public void holdSpeech(Duration time) {
        simulation.holdSpeech(time);
    }
}
