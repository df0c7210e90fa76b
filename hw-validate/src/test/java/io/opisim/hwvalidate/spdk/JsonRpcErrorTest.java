package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRpcErrorTest {
  @ParameterizedTest
  @CsvSource({
    "-19,     No such device,                        ERRNO,            19",
    "-999,    whatever,                              ERRNO,            999",
    "-1,      Operation not permitted,               ERRNO,            1",
    "-1,      Method may only be called before ...,  WRONG_STATE,      0",
    "-1000,   whatever,                              INTERNAL,         0",
    "-32600,  Invalid request,                       INVALID_REQUEST,  0",
    "-32601,  Method not found,                      METHOD_NOT_FOUND, 0",
    "-32602,  Invalid parameters,                    INVALID_PARAMETERS, 0",
    "-32603,  spdk_json_decode_object failed,        INVALID_PARAMETERS, 0",
    "-32603,  Unable to create subsystem x,          INTERNAL,         0",
    "-32700,  Parse error,                           PARSE_ERROR,      0",
    "0,       whatever,                              INTERNAL,         0",
    "7,       whatever,                              INTERNAL,         0"
  })
  void theKindFollowsFromCodeAndMessage(
      int code, String message, JsonRpcError.Kind kind, int errno) {
    JsonRpcError error = new JsonRpcError(code, message);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.errno()).isEqualTo(errno);
  }
}
