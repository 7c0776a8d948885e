package io.truebook.l1;

/** Bytes that do not have the form their place demands, so that whoever supplied them cannot be an honest endpoint. */
public final class MalformedEncodingException extends IllegalArgumentException {
    MalformedEncodingException(String message) {
        super(message);
    }
}
