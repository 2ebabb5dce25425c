// New keys for the host's SSH server, of the kinds that were there: as `ssh-keygen -A` makes them.
package main

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
)

func regenerateHostKeys(directory string) error {
	paths, _ := filepath.Glob(filepath.Join(directory, "ssh_host_*_key*"))
	if len(paths) == 0 {
		return fmt.Errorf("No SSH server keys found in %s", directory)
	}
	for _, path := range paths {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	for _, path := range paths {
		if strings.HasSuffix(path, ".pub") {
			continue
		}
		kind := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "ssh_host_"), "_key")
		if err := writeHostKey(path, kind); err != nil {
			return err
		}
	}
	return nil
}

func writeHostKey(path, kind string) error {
	private, public, err := hostKey(kind)
	if err != nil {
		return err
	}
	name, _ := os.Hostname()
	line := fmt.Sprintf("%s %s root@%s\n", publicName(public), base64.StdEncoding.EncodeToString(public), name)
	if err := os.WriteFile(path, private, 0o600); err != nil {
		return err
	}
	return os.WriteFile(path+".pub", []byte(line), 0o644)
}

func hostKey(kind string) (private, public []byte, err error) {
	switch kind {
	case "rsa":
		key, err := rsa.GenerateKey(rand.Reader, 3072)
		if err != nil {
			return nil, nil, err
		}
		public := fields([]byte("ssh-rsa"), big.NewInt(int64(key.E)).Bytes(), positive(key.N))
		return []byte(encodeBlock("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))), public, nil
	case "ecdsa":
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, nil, err
		}
		der, err := x509.MarshalECPrivateKey(key)
		point := append([]byte{4}, append(key.X.FillBytes(make([]byte, 32)), key.Y.FillBytes(make([]byte, 32))...)...)
		return []byte(encodeBlock("EC PRIVATE KEY", der)), fields([]byte("ecdsa-sha2-nistp256"), []byte("nistp256"), point), err
	case "ed25519":
		public, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return nil, nil, err
		}
		line := fields([]byte("ssh-ed25519"), public)
		return ed25519File(key, line, public), line, nil
	}
	return nil, nil, fmt.Errorf("this stand-in makes no %s host keys", kind)
}

func publicName(public []byte) string {
	length := binary.BigEndian.Uint32(public)
	return string(public[4 : 4+length])
}

// A leading zero where the highest bit would make it negative.
func positive(number *big.Int) []byte { return append([]byte{0}, number.Bytes()...) }

func fields(values ...[]byte) []byte {
	var all []byte
	for _, value := range values {
		all = binary.BigEndian.AppendUint32(all, uint32(len(value)))
		all = append(all, value...)
	}
	return all
}

// openssh-key-v1, without a passphrase (PROTOCOL.key of OpenSSH).
func ed25519File(key ed25519.PrivateKey, line, public []byte) []byte {
	secret := append([]byte{0, 0, 0, 1, 0, 0, 0, 1}, fields([]byte("ssh-ed25519"), public, key, []byte("lab"))...)
	for padding := byte(1); len(secret)%8 != 0; padding++ {
		secret = append(secret, padding)
	}
	body := append([]byte("openssh-key-v1\x00"), fields([]byte("none"), []byte("none"), nil)...)
	body = binary.BigEndian.AppendUint32(body, 1)
	body = append(body, fields(line, secret)...)
	return pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: body})
}
