package org.meshnn.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellHistoryTest {
  private final CellHistory history = new CellHistory();

  @BeforeEach
  void run() {
    history.add(1, "int a = 1;", null);
    history.add(2, "a * 7", "7");
    history.add(3, "a * 7", "7");
    history.add(4, "f(\n?)", "9");
  }

  @Test
  void tailGivesTheLastOnes() {
    assertEquals(
        List.of(List.of(1, 3, "a * 7"), List.of(1, 4, "f(\n?)")),
        history.answer(new HistoryRequest.Tail(false, true, 2)));
    assertEquals(4, history.answer(new HistoryRequest.Tail(false, true, 0)).size());
  }

  @Test
  void rangeStopsBeforeItsEnd() {
    assertEquals(
        List.of(List.of(1, 2, List.of("a * 7", "7"))),
        history.answer(new HistoryRequest.Range(true, true, 0, 2, 3)));
    assertEquals(List.of(), history.answer(new HistoryRequest.Range(false, true, -1, 1, 9)));
  }

  @Test
  void searchTakesAGlobAndKeepsTheLatestOfEqualOnes() {
    assertEquals(2, history.answer(new HistoryRequest.Search(false, true, 0, "a*", false)).size());
    assertEquals(
        List.of(List.of(1, 3, "a * 7")),
        history.answer(new HistoryRequest.Search(false, true, 0, "a*", true)));
    assertEquals(
        List.of(List.of(1, 4, "f(\n?)")),
        history.answer(new HistoryRequest.Search(false, true, 1, "*(*)", false)));
    assertEquals(List.of(), history.answer(new HistoryRequest.Search(false, true, 0, "a", false)));
  }
}
