// How a test steers the stand-in: a file beside the summary, which a real run does not have.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

const knobsFile = "/var/tmp/recert-stand-in.json"

// Fail is one of: `scan` (before anything is written), `late` (files are written, etcd is not), `etcd-commit` (half of
// etcd is written), `panic` (as `late`, exit code 101, no summary), `hang` (in the silent minute), `hang-late` (as `late`).
type knobs struct {
	KeySeconds *float64 `json:"keySeconds,omitempty"`
	Fail       string   `json:"fail,omitempty"`
	// For how many runs from now; absent: for all.
	Runs *int `json:"runs,omitempty"`
}

// Counts this run, so that the one after the last goes well.
func takeKnobs() knobs {
	var found knobs
	text, err := os.ReadFile(knobsFile)
	if err != nil || json.Unmarshal(text, &found) != nil {
		return knobs{}
	}
	if found.Runs == nil {
		return found
	}
	left := *found.Runs - 1
	if left < 0 {
		return knobs{KeySeconds: found.KeySeconds}
	}
	next := found
	next.Runs = &left
	if written, err := json.Marshal(next); err == nil {
		os.WriteFile(knobsFile, written, 0o600)
	}
	return found
}

// The real one makes 130 keys and sleeps a second after each; here the length is all that is left of that.
func (k knobs) silentMinute() {
	if k.Fail == "hang" {
		hang()
	}
	seconds := 2.0
	if k.KeySeconds != nil {
		seconds = *k.KeySeconds
	}
	time.Sleep(time.Duration(seconds * float64(time.Second)))
}

func (k knobs) afterDisk() error {
	switch k.Fail {
	case "late":
		return fmt.Errorf("could not get ClusterVersion/cluster-scoped:version")
	case "hang-late":
		hang()
	case "panic":
		fmt.Fprintln(os.Stderr, "\nthread 'main' panicked at src/ocp_postprocess/ip_rename.rs:214:9:\nIndexMap: key not found")
		os.Exit(101)
	}
	return nil
}

func hang() {
	for {
		time.Sleep(time.Hour)
	}
}
