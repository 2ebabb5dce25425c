// etcd by its JSON gateway: plaintext, one endpoint, and like the real one without any deadline.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sort"
	"strings"
)

// What is read is kept in memory, and only what was changed is written, at the end.
type etcd struct {
	address string
	cache   map[string]map[string]any
	changed map[string]bool
	deleted map[string]bool
}

func newEtcd(endpoint string) *etcd {
	address := "http://" + strings.TrimPrefix(endpoint, "http://")
	return &etcd{address, map[string]map[string]any{}, map[string]bool{}, map[string]bool{}}
}

type keyValue struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

type answer struct {
	KVs     []keyValue `json:"kvs"`
	Members []struct {
		ID string `json:"ID"`
	} `json:"members"`
}

// Nil without an error: it is not there.
func (e *etcd) get(key string) (map[string]any, error) {
	if e.deleted[key] {
		return nil, nil
	}
	if known, ok := e.cache[key]; ok {
		return known, nil
	}
	found, err := e.post("kv/range", map[string]any{"key": encode(key)})
	if err != nil || len(found.KVs) == 0 {
		return nil, err
	}
	var object map[string]any
	if err := json.Unmarshal(decode(found.KVs[0].Value), &object); err != nil {
		return nil, wrap("decoding "+key, err)
	}
	e.cache[key] = object
	return object, nil
}

func (e *etcd) require(key, what string) (map[string]any, error) {
	object, err := e.get(key)
	if err == nil && object == nil {
		return nil, fmt.Errorf("couldn't find %s", what)
	}
	return object, err
}

// Keys below a prefix, which has no slash at its end: `secrets` also finds `secrets-store…`.
func (e *etcd) keys(prefix string) ([]string, error) {
	body := map[string]any{"key": encode(prefix), "range_end": encode(endOf(prefix)), "keys_only": true}
	found, err := e.post("kv/range", body)
	if err != nil {
		return nil, err
	}
	var keys []string
	for _, row := range found.KVs {
		if key := string(decode(row.Key)); !e.deleted[key] {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	return keys, nil
}

func (e *etcd) change(key string) { e.changed[key] = true }

func (e *etcd) remove(key string) {
	e.deleted[key] = true
	delete(e.changed, key)
}

// One after another, without a transaction. `limit` below zero: all of them.
func (e *etcd) commit(limit int) error {
	for key := range e.changed {
		if limit == 0 {
			return wrap("encoding value", fmt.Errorf("missing field `labels`"))
		}
		limit--
		text, _ := json.Marshal(e.cache[key])
		if _, err := e.post("kv/put", map[string]any{"key": encode(key), "value": encode(string(text))}); err != nil {
			return err
		}
	}
	for key := range e.deleted {
		if _, err := e.post("kv/deleterange", map[string]any{"key": encode(key)}); err != nil {
			return err
		}
	}
	return nil
}

// At once, beside the cache: as the real one does.
func (e *etcd) setPeer(address string) error {
	found, err := e.post("cluster/member/list", map[string]any{})
	if err != nil {
		return err
	}
	if len(found.Members) != 1 {
		return fmt.Errorf("single-node must have exactly one etcd member")
	}
	body := map[string]any{"ID": found.Members[0].ID, "peerURLs": []string{"https://" + address + ":2380"}}
	_, err = e.post("cluster/member/update", body)
	return err
}

func (e *etcd) defragment() error {
	_, err := e.post("maintenance/defragment", map[string]any{})
	return err
}

func (e *etcd) post(path string, body any) (*answer, error) {
	text, _ := json.Marshal(body)
	response, err := http.Post(e.address+"/v3/"+path, "application/json", bytes.NewReader(text))
	if err != nil {
		return nil, wrap("etcd "+path, fmt.Errorf("grpc request error: status: Unavailable, message: \"%s\"", lastPart(err)))
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("grpc request error: %s", said)
	}
	var found answer
	return &found, json.Unmarshal(said, &found)
}

func lastPart(err error) string {
	text := err.Error()
	if strings.Contains(text, "connection refused") {
		return "tcp connect error: Connection refused (os error 111)"
	}
	return text
}

func encode(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func decode(text string) []byte {
	bytes, _ := base64.StdEncoding.DecodeString(text)
	return bytes
}

func endOf(prefix string) string {
	last := len(prefix) - 1
	return prefix[:last] + string(prefix[last]+1)
}
