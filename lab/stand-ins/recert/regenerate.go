// New keys and certificates in the shape of the old ones: same subject, serial, usages and length of life.
package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"net"
	"time"
)

func (r *run) regenerate() error {
	c := r.crypto
	for range c.ignored {
		r.warn("src/cluster_crypto/scanning.rs:310", "ignoring error from processing pem-looking text")
	}
	r.say("src/cluster_crypto.rs:95", fmt.Sprintf(
		"Found %d private keys, %d public keys, %d certificates, and %d JWTs", len(c.privates), len(c.publics), len(c.certificates), len(c.tokens)))
	c.relate(func(message string) { r.warn("src/cluster_crypto.rs:310", message) })
	r.say("src/cluster_crypto.rs:120", "Established relationships between crypto objects")
	if r.config.IPChangeOnly {
		return fmt.Errorf("this stand-in does not know ip_change_only")
	}
	for _, one := range c.sorted() {
		if one.signer == nil {
			if err := r.regenerateTree(one, nil); err != nil {
				return err
			}
		}
	}
	for _, one := range c.privates {
		if err := one.renew(); err != nil {
			return err
		}
	}
	r.resignTokens()
	r.say("src/recert.rs:84", "Regenerated all crypto objects")
	return nil
}

func (r *run) regenerateTree(one *certificate, signerKey *rsa.PrivateKey) error {
	verbatim, err := r.verbatimFor(one)
	if err != nil || verbatim {
		return err
	}
	key, err := r.keyFor(one)
	if err != nil {
		return err
	}
	template := r.templateFor(one.old, &key.PublicKey)
	parent := template
	if one.signer == nil {
		signerKey = key
	} else {
		parent = one.signer.fresh
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signerKey)
	if err != nil {
		return wrap("signing", err)
	}
	if one.fresh, err = x509.ParseCertificate(der); err != nil {
		return err
	}
	one.successor = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	for _, signee := range one.signees {
		if err := r.regenerateTree(signee, key); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) verbatimFor(one *certificate) (bool, error) {
	for _, text := range r.config.UseCertRules {
		block, _ := pem.Decode([]byte(text))
		given, err := x509.ParseCertificate(block.Bytes)
		if err != nil || given.Subject.CommonName != one.old.Subject.CommonName {
			continue
		}
		if len(one.signees) > 0 {
			return false, fmt.Errorf("replacement cert cannot be used with signees")
		}
		one.fresh, one.successor = given, text
		return true, nil
	}
	return false, nil
}

// A certificate whose key nobody has gets one that nobody keeps.
func (r *run) keyFor(one *certificate) (*rsa.PrivateKey, error) {
	public, ok := one.old.PublicKey.(*rsa.PublicKey)
	if !ok {
		return nil, fmt.Errorf("this stand-in knows RSA keys only")
	}
	pair := r.crypto.privates[publicID(public)]
	if pair == nil {
		pair = &privateKey{old: &rsa.PrivateKey{PublicKey: *public}}
	}
	for _, rule := range r.config.UseKeyRules {
		if rule.from == one.old.Subject.CommonName {
			r.say("src/cluster_crypto/cert_key_pair.rs:210", "Using custom private key for CN "+rule.from)
			block, _ := pem.Decode([]byte(rule.to))
			if pair.fresh = parseKey(block.Bytes); pair.fresh == nil {
				return nil, fmt.Errorf("this stand-in knows RSA keys only")
			}
		}
	}
	if err := pair.renew(); err != nil {
		return nil, err
	}
	return pair.fresh, nil
}

func (p *privateKey) renew() error {
	if p.fresh != nil {
		return nil
	}
	var err error
	if bits := p.old.N.BitLen(); bits == poolBits {
		p.fresh, err = takeKey()
	} else {
		p.fresh, err = rsa.GenerateKey(rand.Reader, bits)
	}
	return err
}

func (r *run) templateFor(old *x509.Certificate, public *rsa.PublicKey) *x509.Certificate {
	notBefore, notAfter := r.validity(old)
	identifier := sha1.Sum(x509.MarshalPKCS1PublicKey(public))
	template := &x509.Certificate{
		SerialNumber:          old.SerialNumber,
		RawSubject:            r.subjectOf(old),
		NotBefore:             notBefore,
		NotAfter:              notAfter,
		KeyUsage:              old.KeyUsage,
		ExtKeyUsage:           old.ExtKeyUsage,
		BasicConstraintsValid: old.BasicConstraintsValid,
		IsCA:                  old.IsCA,
		SubjectKeyId:          identifier[:],
		SignatureAlgorithm:    x509.SHA256WithRSA,
	}
	for _, name := range old.DNSNames {
		template.DNSNames = append(template.DNSNames, r.replaced(name))
	}
	for _, address := range old.IPAddresses {
		template.IPAddresses = append(template.IPAddresses, net.ParseIP(r.replaced(address.String())))
	}
	return template
}

func (r *run) validity(old *x509.Certificate) (time.Time, time.Time) {
	now, length := time.Now().UTC().Truncate(time.Second), old.NotAfter.Sub(old.NotBefore)
	switch {
	case r.config.ExtendExpiration:
		return now, now.Add(length)
	case r.config.ForceExpire:
		return now.Add(-length), now
	}
	return old.NotBefore, old.NotAfter
}

// Byte for byte, unless a rule changes its common name.
func (r *run) subjectOf(old *x509.Certificate) []byte {
	var names pkix.RDNSequence
	if r.replaced(old.Subject.CommonName) == old.Subject.CommonName {
		return old.RawSubject
	}
	if _, err := asn1.Unmarshal(old.RawSubject, &names); err != nil {
		return old.RawSubject
	}
	for _, set := range names {
		for index := range set {
			if text, ok := set[index].Value.(string); ok && set[index].Type.Equal(asn1.ObjectIdentifier{2, 5, 4, 3}) {
				set[index].Value = r.replaced(text)
			}
		}
	}
	der, err := asn1.Marshal(names)
	if err != nil {
		return old.RawSubject
	}
	return der
}

// The whole string or nothing; the last rule that matches wins.
func (r *run) replaced(text string) string {
	result := text
	for _, rule := range r.config.CnSanReplaceRules {
		if rule.from == text {
			result = rule.to
		}
	}
	return result
}

func (r *run) resignTokens() {
	for _, one := range r.crypto.tokens {
		signer := r.crypto.tokenSigner(one.text)
		if signer == nil {
			r.warn("src/cluster_crypto.rs:402", "no signer found for jwt in location "+one.places[0])
			continue
		}
		signed, _, _ := cutLast(one.text, ".")
		sum := sha256.Sum256([]byte(signed))
		signature, err := rsa.SignPKCS1v15(rand.Reader, signer.fresh, crypto.SHA256, sum[:])
		if err == nil {
			one.successor = signed + "." + base64.RawURLEncoding.EncodeToString(signature)
		}
	}
}
