// From the graph back to where its objects were found: files at once and in place, etcd in memory until the end.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"strings"
)

func (r *run) writeDisk() error {
	if r.crypto == nil {
		return nil
	}
	for _, key := range r.crypto.keys {
		changed := false
		object, _ := r.etcd.get(key)
		rewriteObject(object, func(text string) string {
			written := rewriteText(text, r.crypto.successorOf)
			changed = changed || written != text
			return written
		})
		if changed {
			r.etcd.change(key)
		}
	}
	for _, path := range r.crypto.files {
		err := r.editFile(path, func(text string) string { return rewriteText(text, r.crypto.successorOf) })
		if err != nil {
			return wrap("committing "+path, err)
		}
	}
	return nil
}

// In place, so that mode, owner and label stay; not atomic.
func (r *run) editFile(path string, edit func(string) string) error {
	text, err := readText(path)
	if err != nil {
		return err
	}
	written := edit(text)
	if written == text || r.config.DryRun {
		return nil
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.WriteString(written)
	return err
}

func (c *cryptoState) successorOf(text string) string {
	if c.external[strings.TrimSpace(text)] {
		return text
	}
	if known := c.tokens[text]; known != nil && known.successor != "" {
		return known.successor
	}
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return text
	}
	switch block.Type {
	case "CERTIFICATE", "TRUSTED CERTIFICATE":
		if parsed, err := x509.ParseCertificate(block.Bytes); err == nil {
			if known := c.certificates[certificateID(parsed)]; known != nil && known.successor != "" {
				return known.successor
			}
		}
	case "RSA PRIVATE KEY", "PRIVATE KEY":
		if key := parseKey(block.Bytes); key != nil {
			if known := c.privates[publicID(&key.PublicKey)]; known != nil {
				return encodeBlock("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(known.fresh))
			}
		}
	case "RSA PUBLIC KEY":
		if key, err := x509.ParsePKCS1PublicKey(block.Bytes); err == nil {
			if known := c.privates[publicID(key)]; known != nil {
				return encodeBlock("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&known.fresh.PublicKey))
			}
		}
	}
	return text
}

func encodeBlock(tag string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: tag, Bytes: der}))
}

func (r *run) commitEtcd() error {
	if r.config.DryRun {
		return nil
	}
	limit := -1
	if r.knobs.Fail == "etcd-commit" {
		limit = len(r.etcd.changed) / 2
	}
	if err := r.etcd.commit(limit); err != nil {
		return err
	}
	if r.config.EtcdDefrag {
		r.say("src/recert.rs:160", "Defragmenting etcd")
		return wrapNil("defragmenting", r.etcd.defragment())
	}
	return nil
}

func wrapNil(doing string, err error) error {
	if err == nil {
		return nil
	}
	return wrap(doing, fmt.Errorf("%w", err))
}
