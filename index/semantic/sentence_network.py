"""The network of a model and its tokenizer: texts in, numbers out, one text at a time.

Texts are never run together. The figures of an 8-bit network depend on all that is run at once, and the same text must
give the same figures whenever it is met.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.semantic.model_folder import ANEW, ModelFolder

__all__ = ["Numbers", "SentenceNetwork"]

Numbers = NDArray[np.float64]

LONGEST = 16
"""Characters for each token that is read of a text; what is behind is not looked at."""

EXTRA = "install it with pip install 'pullquote[semantic]'"
KNOWN = frozenset({"input_ids", "attention_mask", "token_type_ids", "position_ids"})
OUTPUTS = ("sentence_embedding", "logits", "token_embeddings", "last_hidden_state")
"""The outputs that are read, the first of them that is there, or else the first of all."""

SHOWN = 160
"""Characters of what a library says that are shown."""


class SentenceNetwork:
    """A network that is ready to be run on one thread; safe to use from several.

    ``output`` is the name of what it gives, ``axes`` the number of its axes, that of texts the first, and ``width`` the
    length of the last, None where the network does not say.
    """

    def __init__(self, folder: ModelFolder) -> None:
        """Open a network; raises ModelError where the extra is missing or the files are not those of such a model."""
        self._folder = folder
        try:
            import onnxruntime  # noqa: PLC0415 - needs an extra
            import tokenizers  # noqa: PLC0415 - the same
        except ImportError as error:
            raise ModelError(f"semantic_model: {error.name or 'onnxruntime'} is not installed; {EXTRA}") from None
        self._tokenizer = self._read_tokenizer(tokenizers.Tokenizer)
        self._session = self._open(onnxruntime)
        self._inputs = {one.name: np.int32 if "int32" in one.type else np.int64 for one in self._session.get_inputs()}
        self._refuse_foreign()
        shapes = {one.name: one.shape for one in self._session.get_outputs()}
        self.output = next((name for name in OUTPUTS if name in shapes), next(iter(shapes)))
        last = shapes[self.output][-1:]
        self.axes, self.width = len(shapes[self.output]), last[0] if last and isinstance(last[0], int) else None
        self._try_last_token()

    def run(self, text: str, beside: str | None = None) -> Numbers:
        """Return what the network gives for a text, or for a pair of texts; raises ModelError if that is nothing."""
        read = self._tokenizer.encode(self._cut(text), None if beside is None else self._cut(beside))
        return self._given(read.ids, read.type_ids)

    def _cut(self, text: str) -> str:
        """The beginning of a text, as far as a tokenizer can read it: no half of a character that is written as two."""
        return text[: LONGEST * self._folder.most_tokens].encode("utf-8", "replace").decode("utf-8")

    def _read_tokenizer(self, kind: Any) -> Any:  # noqa: ANN401 - of a library that is not imported above
        try:
            tokenizer = kind.from_file(str(self._folder.tokenizer))
        except Exception as error:  # noqa: BLE001 - the library raises nothing narrower
            raise ModelError(f"{self._folder.tokenizer}: the file is damaged ({_line(error)}); {ANEW}") from None
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._folder.most_tokens)
        return tokenizer

    def _open(self, library: Any) -> Any:  # noqa: ANN401 - the same
        options = library.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            return library.InferenceSession(str(self._folder.graph), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # noqa: BLE001 - the library raises nothing narrower
            raise ModelError(f"{self._folder.graph}: the model is damaged ({_line(error)}); {ANEW}") from None

    def _refuse_foreign(self) -> None:
        strange = [name for name in self._inputs if name not in KNOWN]
        if strange or "input_ids" not in self._inputs:
            asks = f"asks for {', '.join(strange)}" if strange else "reads no text"
            cure = "use an encoder of sentences or a cross-encoder"
            raise ModelError(f"{self._folder.graph}: the model is of another kind (it {asks}); {cure}")

    def _try_last_token(self) -> None:
        """Run the last token that the tokenizer knows, which a model with fewer does not."""
        words = self._tokenizer.get_vocab_size()
        try:
            self._given([max(words - 1, 0)], [0])
        except ModelError as error:
            cure = "put the one beside the model that was published with it"
            told = f"the tokenizer is not that of the model, which cannot read its {words:,} tokens"
            raise ModelError(f"{self._folder.tokenizer}: {told}; {cure}") from error

    def _given(self, ids: list[int], kinds: list[int]) -> Numbers:
        told = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": kinds}
        told["position_ids"] = list(range(len(ids)))
        fed = {name: np.array([told[name]], kind) for name, kind in self._inputs.items()}
        try:
            found = self._session.run([self.output], fed)[0]
        except Exception as error:  # noqa: BLE001 - the library raises nothing narrower
            raise ModelError(f"{self._folder.graph}: the model cannot be run ({_line(error)}); {ANEW}") from None
        numbers = np.asarray(found, dtype=np.float64)
        if not np.isfinite(numbers).all():
            raise ModelError(f"{self._folder.graph}: what the model gives is no number; {ANEW}")
        return numbers


def _line(error: Exception) -> str:
    """Return what a library says in one short line."""
    said = " ".join(str(error).split())
    return said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"
