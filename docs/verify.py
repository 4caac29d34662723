#!/usr/bin/env python3
"""Checks a sealed draw: verify.py DATA_DIR VKEY [COSIGNER_VKEY ...]. Python 3.8 and openssl 3.0, or newer.
Exit code 0: all agrees; 1: something is missing or not signed by these keys; 3: something was changed, and what."""
import base64, hashlib, os, subprocess, sys, tempfile
X509 = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: what stands before an Ed25519 public key
sys.excepthook = lambda *error: (print(error[1], file=sys.stderr), os._exit(3))  # what cannot be read was changed
end = lambda code, what: sys.exit(print(what, file=sys.stderr) or code)
subprocess.run("openssl version", shell=True, capture_output=True).stdout[8:9] < b"3" and end(2, "needs openssl 3.0 or newer")
sha256 = lambda data: hashlib.sha256(data).digest()
leaf = lambda line: sha256(b"\0" + line)
def root(hashes):  # RFC 9162, 2.1.1: pairs, level by level; one that is left over moves up
    while len(hashes) > 1:
        pairs = [sha256(b"\1" + hashes[i] + hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(pairs) * 2:]
    return base64.b64encode(hashes[0] if hashes else sha256(b"")).decode()
def require_signed(name, vkey):  # C2SP signed-note, tlog-cosignature; returns the lines of the text
    text, _, signatures = read(name).decode("utf-8", "replace").rpartition("\n\n")
    key_name, key_id, key = vkey.split("+", 2)
    key, text = base64.b64decode(key), text + "\n"
    for line in signatures.splitlines():
        signature = base64.b64decode(line.split(" ")[-1])
        if line.startswith("\u2014 " + key_name + " ") and signature[:4].hex() == key_id:
            message, signature = text, signature[4:]
            if key[0] == 4:
                message, signature = f"cosignature/v1\ntime {int.from_bytes(signature[:8], 'big')}\n{text}", signature[8:]
            with tempfile.TemporaryDirectory() as folder:
                files = [os.path.join(folder, each) for each in ("key", "text", "signature")]
                [open(file, "wb").write(data) for file, data in zip(files, (X509 + key[1:], message.encode(), signature))]
                if subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files[0], "-rawin",
                                   "-in", files[1], "-sigfile", files[2]], stdout=subprocess.DEVNULL).returncode:
                    end(3, f"{name}: the signature of {key_name} is not of this text")
            return text.splitlines()
    end(1, f"{name}: not signed by {key_name}")
folder, *keys = sys.argv[1:] if len(sys.argv) > 2 else end(2, __doc__)
exists = lambda name: os.path.exists(os.path.join(folder, name))
def read(name):
    return open(os.path.join(folder, name), "rb").read() if exists(name) else end(3 if exists("seal") else 1, f"{name}: none")
origin, size, seal_root = require_signed("seal", keys[0])
[require_signed("seal", key) for key in keys[1:]]
table = read("seal.csv").split(b"\n")[:-1]
[root([leaf(line) for line in table]), str(len(table))] != [seal_root, size] and end(3, "seal.csv: not the lines of the seal")
sealed = {line.split(b",")[0]: line for line in table}
extract = require_signed("extract", keys[0]) if exists("extract") else None
if extract and extract[:3] != ["loteria/extract@v1", f"origin {origin}", f"root {seal_root}"]:
    end(3, "extract: of another seal")
bets, winners, lines = {agency: [] for agency in sealed}, {agency: [] for agency in sealed}, read("bets.csv").split(b"\n")
for number, line in enumerate(lines[:-1], 1):
    agency, _, record = line.partition(b",")
    bets[agency].append(leaf(line)) if agency in bets else end(3, f"bets.csv: line {number}: of no agency of the draw")
    if extract and b"number " + record.rsplit(b",", 1)[-1] == extract[3].encode():
        winners[agency].append(record.rsplit(b",", 3)[1])
for agency, hashes in bets.items():
    if b"%s,%d,%s" % (agency, len(hashes), root(hashes).encode()) != sealed[agency]:
        end(3, f"bets.csv: agency {agency.decode()}: not the bets that were sealed")
totals = lambda lines: sorted(line.split(b",")[:2] for line in lines)
totals(read("finished.csv").split(b"\n")[:-1]) != totals(table) and end(3, "finished.csv: not the sales that were sealed")
listed = read("winners.csv").split(b"\n")[:-1] if exists("winners.csv") else None
if lines[-1] or listed is not None and (not extract or listed != [a + b"," + d for a in sealed for d in winners[a]]):
    end(3, "winners.csv: not the winners of the extract, or bets.csv: ends in the middle of a line")
print(f"{origin}: {sum(map(len, bets.values()))} bets, {extract[3] if extract else 'no number yet'}: all agrees")
