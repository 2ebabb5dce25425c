// The objects that were found, each once wherever it lies, and who has signed whom.
package main

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"sort"
	"strings"
)

type certificate struct {
	old       *x509.Certificate
	signer    *certificate
	signees   []*certificate
	fresh     *x509.Certificate
	successor string
	places    []string
}

type privateKey struct {
	old, fresh *rsa.PrivateKey
	places     []string
}

type signedToken struct {
	text, successor string
	places          []string
}

// Certificates by issuer, subject and public key; keys by their public half; the rest by content.
type cryptoState struct {
	config       *config
	certificates map[string]*certificate
	privates     map[string]*privateKey
	tokens       map[string]*signedToken
	publics      map[string]int
	external     map[string]bool
	ignored      []string
	keys, files  []string
}

func newCrypto(config *config) *cryptoState {
	return &cryptoState{
		config:       config,
		certificates: map[string]*certificate{},
		privates:     map[string]*privateKey{},
		tokens:       map[string]*signedToken{},
		publics:      map[string]int{},
		external:     map[string]bool{},
	}
}

// Returns what it was given: nothing is changed while scanning.
func (c *cryptoState) register(text, place string) string {
	if c.external[strings.TrimSpace(text)] {
		return text
	}
	if token.MatchString(text) {
		known := c.tokens[text]
		if known == nil {
			known = &signedToken{text: text}
			c.tokens[text] = known
		}
		known.places = append(known.places, place)
		return text
	}
	block, _ := pem.Decode([]byte(text))
	if block == nil || !c.registerBlock(block, place) {
		c.ignored = append(c.ignored, place)
	}
	return text
}

func (c *cryptoState) registerBlock(block *pem.Block, place string) bool {
	switch block.Type {
	case "CERTIFICATE", "TRUSTED CERTIFICATE":
		parsed, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return false
		}
		id := certificateID(parsed)
		if c.certificates[id] == nil {
			c.certificates[id] = &certificate{old: parsed}
		}
		c.certificates[id].places = append(c.certificates[id].places, place)
	case "RSA PRIVATE KEY", "PRIVATE KEY":
		key := parseKey(block.Bytes)
		if key == nil {
			return false
		}
		id := publicID(&key.PublicKey)
		if c.privates[id] == nil {
			c.privates[id] = &privateKey{old: key}
		}
		c.privates[id].places = append(c.privates[id].places, place)
	case "RSA PUBLIC KEY":
		key, err := x509.ParsePKCS1PublicKey(block.Bytes)
		if err != nil {
			return false
		}
		c.publics[publicID(key)]++
	default:
		return false
	}
	return true
}

func parseKey(der []byte) *rsa.PrivateKey {
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key
	}
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		if typed, ok := key.(*rsa.PrivateKey); ok {
			return typed
		}
	}
	return nil
}

func certificateID(one *x509.Certificate) string {
	return string(one.RawIssuer) + "|" + string(one.RawSubject) + "|" + publicID(one.PublicKey)
}

func publicID(key any) string {
	der, _ := x509.MarshalPKIXPublicKey(key)
	sum := sha256.Sum256(der)
	return string(sum[:])
}

func (c *cryptoState) sorted() []*certificate {
	var all []*certificate
	for _, one := range c.certificates {
		all = append(all, one)
	}
	sort.Slice(all, func(a, b int) bool {
		return certificateID(all[a].old) < certificateID(all[b].old)
	})
	return all
}

// By signatures, not by names. Who is signed by nobody that was found counts as a root.
func (c *cryptoState) relate(warn func(string)) {
	all := c.sorted()
	for _, one := range all {
		if bytes.Equal(one.old.RawIssuer, one.old.RawSubject) {
			continue
		}
		for _, other := range all {
			if other.old.CheckSignature(one.old.SignatureAlgorithm, one.old.RawTBSCertificate, one.old.Signature) == nil {
				one.signer = other
				other.signees = append(other.signees, one)
				break
			}
		}
		if one.signer == nil {
			warn("no signing cert found for cert in [" + strings.Join(one.places, ", ") + "]")
		}
	}
}

func (c *cryptoState) tokenSigner(text string) *privateKey {
	signed, signature, _ := cutLast(text, ".")
	raw, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil {
		return nil
	}
	sum := sha256.Sum256([]byte(signed))
	for _, one := range c.privates {
		if rsa.VerifyPKCS1v15(&one.old.PublicKey, crypto.SHA256, sum[:], raw) == nil {
			return one
		}
	}
	return nil
}

func cutLast(text, separator string) (string, string, bool) {
	index := strings.LastIndex(text, separator)
	if index < 0 {
		return text, "", false
	}
	return text[:index], text[index+1:], true
}
