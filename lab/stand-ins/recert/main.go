// Stand-in for recert, made by the ibi-console lab from the observed behaviour of the real one. It is no tool for a
// cluster: it knows the lab's seed, reads JSON only, and keeps its objects as the API shows them.
//
// What it keeps of the real one: the strict config, the lines on stdout and the error chain on stderr, the exit codes,
// the silent minute (its length is a knob), files rewritten in place before etcd, the summary on 0 and 1 only.
package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	name, given := os.LookupEnv("RECERT_CONFIG")
	if !given || len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "error: this stand-in has no command line\n\nUsage: RECERT_CONFIG=FILE recert")
		os.Exit(2)
	}
	config, raw, err := readConfig(name)
	if err != nil {
		printChain(wrap("recert config", wrap("parsing RECERT_CONFIG file "+name, err)))
		os.Exit(1)
	}
	run := &run{config: config, raw: raw, knobs: takeKnobs(), times: map[string]string{}}
	os.Exit(run.finish(run.all()))
}

// A run of one config, with what it has said and measured.
type run struct {
	config *config
	raw    string
	knobs  knobs
	etcd   *etcd
	crypto *cryptoState
	logs   []string
	times  map[string]string
}

func (r *run) all() error {
	r.say("src/openssl.rs:21", "using openssl: OpenSSL 3.0.7 1 Nov 2022 (stand-in of the ibi-console lab)\n")
	r.say("src/openssl.rs:40", "OpenSSL version is compatible")
	if err := r.connect(); err != nil {
		return err
	}
	if !r.config.PostprocessOnly {
		if err := r.timed("scan_run_time", r.scan); err != nil {
			return wrap("scanning", err)
		}
		if err := r.timed("processing_run_time", r.regenerate); err != nil {
			return wrap("processing", err)
		}
	}
	r.say("src/recert.rs:88", "Committing cryptographic objects to etcd and disk")
	if err := r.timed("commit_to_etcd_and_disk_run_time", r.writeDisk); err != nil {
		return wrap("committing", err)
	}
	if err := r.knobs.afterDisk(); err != nil {
		return wrap("performing ocp specific post-processing", err)
	}
	r.say("src/recert.rs:112", "Performing OCP post-processing and rename")
	if err := r.timed("ocp_postprocessing_run_time", r.postprocess); err != nil {
		return wrap("performing ocp specific post-processing", err)
	}
	if directory := r.config.RegenerateServerSSHKeys; directory != "" {
		if err := regenerateHostKeys(directory); err != nil {
			return wrap("regenerating server ssh keys", err)
		}
	}
	r.say("src/recert.rs:140", "Committing to actual etcd")
	if err := r.timed("commit_to_actual_etcd_run_time", r.commitEtcd); err != nil {
		return wrap("commiting etcd cache to actual etcd", err)
	}
	return nil
}

func (r *run) connect() error {
	if r.config.EtcdEndpoint == "" {
		return fmt.Errorf("etcd client not configured")
	}
	r.etcd = newEtcd(r.config.EtcdEndpoint)
	server, err := r.etcd.get("/kubernetes.io/config.openshift.io/apiservers/cluster")
	if err != nil {
		return wrap("discovering etcd encryption", err)
	}
	if server == nil {
		return fmt.Errorf("could not get APIServer/cluster-scoped:cluster")
	}
	r.say("src/recert.rs:51", "Connected to etcd")
	return nil
}

// Said once it has ended, whichever way: the summary may still fail, and then that is the error.
func (r *run) finish(err error) int {
	if err == nil {
		r.say("src/main.rs:44", "All done")
	}
	if summaryErr := r.writeSummaries(err); summaryErr != nil {
		err = summaryErr
	}
	if err == nil {
		return 0
	}
	printChain(err)
	return 1
}

func (r *run) timed(name string, work func() error) error {
	started := time.Now()
	err := work()
	passed := time.Since(started)
	r.times[name] = fmt.Sprintf("%d.%03ds", int(passed.Seconds()), passed.Milliseconds()%1000)
	return err
}

func (r *run) say(place, message string) { r.log("INFO", place, message) }

func (r *run) warn(place, message string) { r.log("WARN", place, message) }

func (r *run) log(level, place, message string) {
	stamp := time.Now().Format("2006-01-02 15:04:05")
	line := fmt.Sprintf("%s - %s - %s: %s", stamp, level, place, message)
	r.logs = append(r.logs, line)
	fmt.Println(line)
}

// An error and what was being done, as anyhow chains them.
type chained struct {
	doing string
	cause error
}

func wrap(doing string, cause error) error { return &chained{doing, cause} }

func (c *chained) Error() string { return c.doing }

func chainOf(err error) []string {
	var words []string
	for err != nil {
		words = append(words, err.Error())
		next, ok := err.(*chained)
		if !ok {
			break
		}
		err = next.cause
	}
	return words
}

func formatChain(err error) string {
	words := chainOf(err)
	text := words[0]
	if len(words) == 1 {
		return text
	}
	text += "\n\nCaused by:"
	for index, word := range words[1:] {
		if len(words) == 2 {
			return text + "\n    " + word
		}
		text += fmt.Sprintf("\n    %d: %s", index, strings.ReplaceAll(word, "\n", "\n       "))
	}
	return text
}

func printChain(err error) { fmt.Fprintln(os.Stderr, "Error: "+formatChain(err)) }
